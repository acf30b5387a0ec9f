@org.jspecify.annotations.NullMarked
package city.senne;
