// ODSQL, the query language of the Explore API: one entry rule per clause.
//
// The grammar is wider than the language on purpose: which functions exist, and where a condition may stand,
// is decided by SyntaxReader, so that every rule here can be read with one or two tokens of look-ahead.
grammar Odsql;

options { caseInsensitive = true; }

selectClause  : selectItem (',' selectItem)* EOF ;
whereClause   : expression EOF ;
groupByClause : groupItem (',' groupItem)* EOF ;
orderByClause : orderItem (',' orderItem)* EOF ;
facetClause   : expression EOF ;

selectItem
    : STAR                                                   # everything
    | sign=(INCLUDE | EXCLUDE) '(' pattern (',' pattern)* ')' # patterns
    | expression (AS label)?                                 # selected
    ;
pattern   : name STAR? ;
groupItem : expression (AS label)? ;
orderItem : expression (ASC | DESC)? ;

expression  : conjunction (OR conjunction)* ;
conjunction : negation (AND negation)* ;
negation    : NOT* comparison ;
comparison  : sum test? ;
test
    : operator=('=' | ':' | '!=' | '>=' | '<=' | '>' | '<') sum  # compared
    | IS NOT? (NULL | TRUE | FALSE)                          # stated
    | (IN | ':') interval                                    # ranged
    | IN '(' sum (',' sum)* ')'                              # listed
    | IN name                                                # contained
    | LIKE STRING                                            # resembling
    ;
interval : low=('[' | ']') sum ('..' | TO) sum high=(']' | '[') ;

sum     : product (('+' | '-') product)* ;
product : signed ((STAR | '/') signed)* ;
signed  : ('-' | '+')* atom ;
atom
    : '(' expression ')'                                     # grouped
    | word '(' (argument (',' argument)*)? ')'               # called
    | name                                                   # named
    | STRING                                                 # text
    | NUMBER                                                 # number
    | QUANTITY                                               # quantity
    | DATE_LITERAL                                           # moment
    | GEOMETRY_LITERAL                                       # geometry
    | (TRUE | FALSE)                                         # truth
    | NULL                                                   # nothing
    ;
argument
    : STAR                                                   # anything
    | DISTINCT expression                                    # distinct
    | NUMBER NAME                                            # spacedQuantity
    | low=('[' | ']') sum (',' sum)* high=(']' | '[')        # bounds
    | expression                                             # given
    ;

name  : word | BACKQUOTED ;
word  : NAME | IN | IS | LIKE | TO | INCLUDE | EXCLUDE ;
label : word | BACKQUOTED | AND | OR | NOT | ASC | DESC | NULL | TRUE | FALSE | DISTINCT ;

AND      : 'and' ;
OR       : 'or' ;
NOT      : 'not' ;
AS       : 'as' ;
ASC      : 'asc' ;
DESC     : 'desc' ;
NULL     : 'null' ;
TRUE     : 'true' ;
FALSE    : 'false' ;
DISTINCT : 'distinct' ;
IN       : 'in' ;
IS       : 'is' ;
LIKE     : 'like' ;
TO       : 'to' ;
INCLUDE  : 'include' ;
EXCLUDE  : 'exclude' ;

STAR : '*' ;

STRING           : '"' ('\\' . | ~["\\])* '"' | '\'' ('\\' . | ~['\\])* '\'' ;
BACKQUOTED       : '`' ('\\' . | ~[`\\])* '`' ;
DATE_LITERAL     : 'date' BLANK* STRING ;
GEOMETRY_LITERAL : 'geom' BLANK* STRING ;

NUMBER   : DIGIT+ ('.' DIGIT+)? ('e' [+-]? DIGIT+)? ;
QUANTITY : DIGIT+ ('.' DIGIT+)? LETTER+ ;
// Catalogue metadata are named `template.name`, with hyphens allowed after the point.
NAME     : LETTER (LETTER | MARK | ANY_DIGIT)* ('.' LETTER (LETTER | MARK | ANY_DIGIT | '-' (LETTER | ANY_DIGIT))*)* ;

WHITESPACE : BLANK+ -> skip ;

fragment BLANK     : [ \t\r\n\u00a0] ;
fragment DIGIT     : [0-9] ;
fragment LETTER    : [\p{L}_] ;
fragment MARK      : [\p{M}] ;
fragment ANY_DIGIT : [\p{Nd}] ;
