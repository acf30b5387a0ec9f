/// The query language, as the way of a question:
///
/// 1. [Question] — the clauses as text, and [View] — what this caller may see of the table.
/// 2. [ClauseText] refuses what is too large and parses by the grammar `Odsql.g4`; [SyntaxReader] makes the tree
///    ([Expression]).
/// 3. [VisibleTable] reads the rights; [ValueBinder], [ConditionBinder] and their like give every name and type a
///    meaning in what is visible ([Bound]); [Odsql] puts the clauses together ([BoundQuery]).
/// 4. [DuckDbRenderer] writes SQL with parameters only ([SqlQuery]): an inner query that already is what the caller
///    may see, and around it what was asked. [Facets] asks several.
///
/// To add a function: its name in [Functions], its meaning in a binder, its record in [Bound], its SQL in [ValueSql]
/// or [ConditionSql]. The compiler points at each place that is left.
@NullMarked
package city.senne.engine.odsql;

import org.jspecify.annotations.NullMarked;
