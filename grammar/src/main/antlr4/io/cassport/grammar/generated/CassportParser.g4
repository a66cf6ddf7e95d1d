// Cassport's own statements. One statement, without its semicolon.
parser grammar CassportParser;

options { tokenVocab = CassportLexer; }

statement
    : ( copy | capture | show | cancel | consistency | tracing | paging | source ) EOF
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
    : SHOW ( VERSION | COPY ( JOBS | OPTIONS | HISTORY ( FOR table )? ) )
    ;

cancel
    : CANCEL COPY jobId
    ;

consistency
    : SERIAL? CONSISTENCY level?
    ;

level
    : word
    ;

tracing
    : TRACING ( ON | OFF )?
    ;

paging
    : PAGING ( ON | OFF | NUMBER )?
    ;

source
    : SOURCE location
    ;

jobId
    : text
    | NUMBER
    | AMOUNT
    | word
    | marker
    ;

where
    : WHERE predicate
    ;

// Up to WITH outside parentheses, or the end. CQL reserves WHERE, so that a second one is a mistake.
predicate
    : ( nested | ~( WITH | WHERE | LEFT | RIGHT | SEMICOLON ) )+
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
    | ON
    | word
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

name
    : word
    | QUOTED_NAME
    ;

// Every word of ours that CQL does not reserve stays usable as a name, and WHERE is also an option.
word
    : NAME
    | COPY
    | CAPTURE
    | SHOW
    | CANCEL
    | CONSISTENCY
    | SERIAL
    | TRACING
    | PAGING
    | SOURCE
    | VERSION
    | JOBS
    | OPTIONS
    | HISTORY
    | FOR
    | OFF
    | WHERE
    | STDIN
    | STDOUT
    | BATCH
    ;
