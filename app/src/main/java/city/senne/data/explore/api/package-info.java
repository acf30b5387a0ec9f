/// The Explore API v2.1: the doors through which programs read the catalogue and the rows, and download them.
///
/// Its addresses, parameters, answers and errors are those that clients of city portals already know.
@NullMarked
package city.senne.data.explore.api;

import org.jspecify.annotations.NullMarked;
