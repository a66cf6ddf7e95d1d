// Cassport's own statements. One statement, without its semicolon.
parser grammar CassportParser;

options { tokenVocab = CassportLexer; }

statement
    : ( copy | capture | show | cancel ) EOF
    ;

// Factored so that one token decides everywhere: errors then name what could stand at their place.
copy
    : COPY
      ( LEFT query RIGHT TO location exportTail
      | table columns? ( TO location exportTail | FROM location importTail )
      )
    ;

exportTail
    : ( WITH optionList where? | where ( WITH optionList )? )?
    ;

importTail
    : ( WITH optionList )?
    ;

capture
    : CAPTURE ( OFF | format=NAME? location ( WITH? optionList )? )?
    ;

show
    : SHOW COPY ( JOBS | OPTIONS | HISTORY ( FOR table )? )
    ;

cancel
    : CANCEL COPY value
    ;

where
    : WHERE predicate
    ;

// Up to WITH outside parentheses, or the end.
predicate
    : ( nested | ~( WITH | LEFT | RIGHT | SEMICOLON ) )+
    ;

query
    : ( nested | ~( LEFT | RIGHT | SEMICOLON ) )+
    ;

nested
    : LEFT ( nested | ~( LEFT | RIGHT | SEMICOLON ) )* RIGHT
    ;

optionList
    : option ( AND option )*
    ;

option
    : name EQUALS value
    ;

location
    : text
    | marker
    ;

value
    : text
    | NUMBER
    | AMOUNT
    | TRUE
    | FALSE
    | name
    | marker
    ;

text
    : STRING
    | DOLLARS
    ;

marker
    : QUESTION
    | NAMED_MARKER
    ;

table
    : name ( DOT name )?
    ;

columns
    : LEFT name ( COMMA name )* RIGHT
    ;

// Every word of ours that CQL does not reserve stays usable as a name; WHERE, FORMAT and others are
// option names too.
name
    : NAME
    | QUOTED_NAME
    | COPY
    | CAPTURE
    | SHOW
    | CANCEL
    | JOBS
    | OPTIONS
    | HISTORY
    | FOR
    | OFF
    | WHERE
    | BATCH
    ;
