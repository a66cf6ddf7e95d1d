// The tokens of CQL and of Cassport's own statements. CQL's own rules are the server's business: here
// only as much is known of it as finds where a statement, a string or a comment ends.
lexer grammar CassportLexer;

options { caseInsensitive = true; }

COPY : 'COPY';
CAPTURE : 'CAPTURE';
SHOW : 'SHOW';
CANCEL : 'CANCEL';
CONSISTENCY : 'CONSISTENCY';
SERIAL : 'SERIAL';
TRACING : 'TRACING';
PAGING : 'PAGING';
SOURCE : 'SOURCE';
VERSION : 'VERSION';
ON : 'ON';
JOBS : 'JOBS';
OPTIONS : 'OPTIONS';
HISTORY : 'HISTORY';
FOR : 'FOR';
TO : 'TO';
FROM : 'FROM';
WITH : 'WITH';
AND : 'AND';
WHERE : 'WHERE';
OFF : 'OFF';
TRUE : 'TRUE';
FALSE : 'FALSE';
STDIN : 'STDIN';
STDOUT : 'STDOUT';
BEGIN : 'BEGIN';
BATCH : 'BATCH';
APPLY : 'APPLY';

STRING : '\'' ( ~'\'' | '\'\'' )* '\'';
DOLLARS : '$$' .*? '$$';
// "" too: in CQL it is the server's business, and ours refuse it
QUOTED_NAME : '"' ( ~'"' | '""' )* '"';
// behind a key in a CQL map also the colon and the value, as in {'a':true}; Markers tells them apart
NAMED_MARKER : ':' ( [A-Z_] [A-Z0-9_]* | '"' ( ~'"' | '""' )* '"' );
QUESTION : '?';
NUMBER : '-'? [0-9]+ ( '.' [0-9]+ )? ( 'E' [+-]? [0-9]+ )?;
// 50K, 1MB, 1.5GB, and also the beginnings of hexadecimal blobs and unquoted uuids inside CQL
AMOUNT : [0-9]+ ( '.' [0-9]+ )? [A-Z_] [A-Z0-9_]*;
NAME : [A-Z_] [A-Z0-9_]*;

LEFT : '(';
RIGHT : ')';
COMMA : ',';
DOT : '.';
EQUALS : '=';
SEMICOLON : ';';
LEFT_BRACE : '{';
RIGHT_BRACE : '}';
RIGHT_BRACKET : ']';

// TextStream shows every other blank of Unicode as one of these
SPACE : [ \t\r\n\u000B\f]+ -> channel(HIDDEN);
LINE_COMMENT : ( '--' | '//' ) ~[\r\n]* -> channel(HIDDEN);
BLOCK_COMMENT : '/*' .*? '*/' -> channel(HIDDEN);

// What is opened here is closed nowhere.
OPEN_STRING : '\'' ( ~'\'' | '\'\'' )*;
OPEN_DOLLARS : '$$' .*?;
OPEN_NAME : '"' ~'"'*;
OPEN_COMMENT : '/*' .*?;

OTHER : .;
