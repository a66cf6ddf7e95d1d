// Cassport's own statements. One statement, without its semicolon.
parser grammar CassportParser;

options { tokenVocab = CassportLexer; }

statement
    : ( copyTo | copyFrom | capture | show | cancel ) EOF
    ;

copyTo
    : COPY ( table columns? | LEFT query RIGHT ) TO location exportTail
    ;

exportTail
    : ( WITH optionList )? where?
    | where WITH optionList
    ;

copyFrom
    : COPY table columns? FROM location ( WITH optionList )?
    ;

capture
    : CAPTURE                                                # captureStatus
    | CAPTURE OFF                                            # captureOff
    | CAPTURE format=name? location ( WITH? optionList )?       # captureStart
    ;

show
    : SHOW COPY JOBS                                         # showJobs
    | SHOW COPY OPTIONS                                      # showOptions
    | SHOW COPY HISTORY ( FOR table )?                       # showHistory
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
