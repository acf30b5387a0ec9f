/// What people can do with Senne, walked as they do it: the product runs as a program of its own, and a person uses it
/// through a browser or the command line. Letters follow the areas: A data, B territory, C realtime, D insight,
/// E services, F civic, G trust, P platform; numbers go from simple to hard.
@NullMarked
package city.senne.scenarios;

import org.jspecify.annotations.NullMarked;
