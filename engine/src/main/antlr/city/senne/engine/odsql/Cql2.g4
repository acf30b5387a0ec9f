// CQL2 as text (OGC 21-065r2). Which functions exist, and what they are given, is decided by those who read the tree.
grammar Cql2;

options { caseInsensitive = true; }

filter : condition EOF ;

condition   : conjunction (OR conjunction)* ;
conjunction : negation (AND negation)* ;
negation    : NOT* predicate ;
predicate   : sum test? ;
test
    : operator=('=' | '<>' | '<' | '>' | '<=' | '>=') sum    # compared
    | NOT? LIKE sum                                          # resembling
    | NOT? BETWEEN sum AND sum                               # ranged
    | NOT? IN '(' sum (',' sum)* ')'                         # listed
    | IS NOT? NULL                                           # stated
    ;

sum     : product (('+' | '-') product)* ;
product : signed (('*' | '/') signed)* ;
signed  : ('-' | '+')* atom ;
atom
    : '(' condition ')'                                      # grouped
    | shape                                                  # geometry
    | BBOX '(' bound (',' bound)* ')'                        # box
    | (DATE | TIMESTAMP) '(' STRING ')'                      # instant
    | INTERVAL '(' sum ',' sum ')'                           # interval
    | NAME '(' (condition (',' condition)*)? ')'             # called
    | name                                                   # property
    | STRING                                                 # text
    | NUMBER                                                 # number
    | (TRUE | FALSE)                                         # truth
    ;

bound : ('-' | '+')? NUMBER ;
shape : SHAPE NAME? body ;
body  : '(' (bound | ',' | shape | body)* ')' ;
name  : NAME | QUOTED | SHAPE | BBOX | DATE | TIMESTAMP | INTERVAL ;

AND       : 'and' ;
OR        : 'or' ;
NOT       : 'not' ;
IS        : 'is' ;
NULL      : 'null' ;
LIKE      : 'like' ;
IN        : 'in' ;
BETWEEN   : 'between' ;
TRUE      : 'true' ;
FALSE     : 'false' ;
BBOX      : 'bbox' ;
DATE      : 'date' ;
TIMESTAMP : 'timestamp' ;
INTERVAL  : 'interval' ;
SHAPE     : ('multi')? ('point' | 'linestring' | 'polygon') | 'geometrycollection' ;

STRING : '\'' ('\'\'' | '\\\'' | ~'\'')* '\'' ;
QUOTED : '"' ('""' | ~'"')* '"' ;
NUMBER : (DIGIT+ ('.' DIGIT*)? | '.' DIGIT+) ('e' [+-]? DIGIT+)? ;
NAME   : LETTER (LETTER | MARK | DIGIT)* ('.' LETTER (LETTER | MARK | DIGIT)*)* ;

WHITESPACE : [ \t\r\n\u00a0]+ -> skip ;

fragment DIGIT  : [0-9] ;
fragment LETTER : [\p{L}_:] ;
fragment MARK   : [\p{M}] ;
