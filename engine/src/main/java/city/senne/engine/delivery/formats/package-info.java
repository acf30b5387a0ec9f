/// Every format but delimited text, and the containers (zip, gzip) that wrap them.
@NullMarked
package city.senne.engine.delivery.formats;

import org.jspecify.annotations.NullMarked;
