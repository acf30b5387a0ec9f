/// How fast and how large, beside whom. Each class is a program: `./mvnw -q -pl benchmarks -am test-compile exec:java
/// -Dexec.mainClass=city.senne.benchmarks.DataPlane`. Results are kept in `benchmarks/results`, with machine and
/// commit.
@NullMarked
package city.senne.benchmarks;

import org.jspecify.annotations.NullMarked;
