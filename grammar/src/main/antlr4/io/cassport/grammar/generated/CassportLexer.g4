// The tokens of CQL and of Cassport's own statements. CQL's own rules are the server's business: here
// only as much is known of it as finds where a statement, a string or a comment ends.
lexer grammar CassportLexer;

options { caseInsensitive = true; }

COPY : 'COPY';
CAPTURE : 'CAPTURE';
SHOW : 'SHOW';
CANCEL : 'CANCEL';
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
QUOTED_NAME : '"' ( ~'"' | '""' )+ '"';
NAMED_MARKER : ':' [A-Z_] [A-Z0-9_]*;
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

SPACE : [\p{White_Space}\uFEFF]+ -> channel(HIDDEN);
LINE_COMMENT : ( '--' | '//' ) ~[\r\n]* -> channel(HIDDEN);
BLOCK_COMMENT : '/*' .*? '*/' -> channel(HIDDEN);

// Each is the rest of the text: what was opened is never closed.
OPEN_STRING : '\'' ( ~'\'' | '\'\'' )*;
OPEN_DOLLARS : '$$' .*?;
OPEN_NAME : '"' ~'"'*;
OPEN_COMMENT : '/*' .*?;

OTHER : .;
