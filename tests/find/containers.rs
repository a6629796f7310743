//! What people have that has a request in it, as data: a name, how the request may be printed in it, and a function that
//! writes it.

use super::noise::{MEMBERS, on_line};
use super::text::{Text, text};
use super::writings as write;
use crate::oracle::dice::Dice;

/// How a request may be printed in a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// On one line.
    Line,
    /// On any number of lines, which end with a line feed: a program does not keep a carriage return.
    Unix,
    /// On any number of lines.
    Any,
}

/// A kind of text with requests in it.
#[derive(Debug)]
pub(crate) struct Container {
    pub(crate) name: &'static str,
    pub(crate) layout: Layout,
    /// Writes these requests with something around them. It ends with a line break.
    pub(crate) write: fn(&[Text], &mut Dice) -> Text,
}

const fn container(name: &'static str, layout: Layout, write: fn(&[Text], &mut Dice) -> Text) -> Container {
    Container { name, layout, write }
}

/// All of them, the simplest first.
pub(crate) const CONTAINERS: &[Container] = &[
    container("requests", Layout::Any, |requests, _| text![Text::joined(requests, "\n"), "\n"]),
    container("log line", Layout::Line, |requests, dice| on_line(requests, false, dice)),
    container("hostile line", Layout::Line, |requests, dice| on_line(requests, true, dice)),
    container("JSON", Layout::Any, |requests, dice| text![wrapped(requests, dice), "\n"]),
    container("JSON in JSON", Layout::Any, |requests, dice| nested(requests, 1, write::json_string, dice)),
    container("JSON in JSON in JSON", Layout::Any, |requests, dice| {
        nested(requests, 2, write::json_string, dice)
    }),
    container("JSON in JSON in JSON in JSON", Layout::Any, |requests, dice| {
        nested(requests, 3, write::json_string, dice)
    }),
    container("JSON in JSON, strangely escaped", Layout::Any, |requests, dice| {
        let levels = 1 + dice.roll(2);
        nested(requests, levels, |text, dice| write::strange_json_string(text, "{\\", dice), dice)
    }),
    container("line with JSON strings", Layout::Any, |requests, dice| {
        let strings: Vec<_> = requests.iter().map(|it| write::json_string(it, dice)).collect();
        on_line(&strings, false, dice)
    }),
    container("hostile line with JSON strings", Layout::Any, |requests, dice| {
        let strings: Vec<_> = requests.iter().map(|it| write::json_string(it, dice)).collect();
        on_line(&strings, true, dice)
    }),
    container("curl '…'", Layout::Any, |requests, dice| each(requests, dice, curl, write::single_quoted)),
    container("curl \"…\"", Layout::Any, |requests, dice| each(requests, dice, curl, write::double_quoted)),
    container("curl $'…'", Layout::Any, |requests, dice| each(requests, dice, curl, write::ansi_c_quoted)),
    container("here-document, quoted", Layout::Any, |requests, dice| {
        let command = dice.pick(&["curl https://api.example/ -d @-", "cat > body.json"]);
        each(requests, dice, |text, _| text, |it, dice| write::here_document(command, it, true, dice))
    }),
    container("HTTPie", Layout::Any, |requests, dice| each(requests, dice, httpie, write::single_quoted)),
    container("HTTP", Layout::Any, |requests, dice| each(requests, dice, http, |it, _| it.clone())),
    container("Markdown", Layout::Any, |requests, dice| each(requests, dice, markdown, |it, _| it.clone())),
    container("JavaScript object", Layout::Any, |requests, dice| {
        each(requests, dice, javascript, |it, _| it.clone())
    }),
    container("JavaScript '…'", Layout::Any, |requests, dice| {
        each(requests, dice, javascript, |it, _| write::literal(it, '\''))
    }),
    container("JavaScript \"…\"", Layout::Any, |requests, dice| {
        each(requests, dice, javascript, |it, _| write::literal(it, '"'))
    }),
    container("Python dict", Layout::Any, |requests, dice| each(requests, dice, python, |it, _| it.clone())),
    container("Python \"…\"", Layout::Any, |requests, dice| {
        each(requests, dice, python, |it, _| write::literal(it, '"'))
    }),
    container("Python '…'", Layout::Any, |requests, dice| {
        each(requests, dice, python, |it, _| write::literal(it, '\''))
    }),
    container("PHP \"…\"", Layout::Any, |requests, dice| {
        each(requests, dice, php, |it, _| write::php_double(it))
    }),
    container("PHP nowdoc", Layout::Any, |requests, dice| {
        each(requests, dice, php, |it, _| text!["<<<'JSON'\n", it, "\nJSON"])
    }),
];

/// Texts in which some characters of JSON are escaped, but not its quotes, or even its brackets. What is written there may
/// not be JSON, and not in quotes that are decoded: it is found, or counted as text that names `basket`.
pub(crate) const RARE: &[Container] = &[
    container("JSON in JSON, with escaped braces", Layout::Any, |requests, dice| {
        nested(requests, 1, |text, dice| write::strange_json_string(text, "basket:", dice), dice)
    }),
    container("here-document", Layout::Any, |requests, dice| {
        let command = dice.pick(&["curl https://api.example/ -d @-", "http POST api.example"]);
        each(requests, dice, |text, _| text, |it, dice| write::here_document(command, it, false, dice))
    }),
    container("JavaScript `…`", Layout::Unix, |requests, dice| {
        each(requests, dice, javascript, |it, _| write::template(it))
    }),
    container("Python '''…'''", Layout::Unix, |requests, dice| {
        each(requests, dice, python, |it, dice| write::triple_quoted(it, dice.pick(&["'''", "\"\"\""])))
    }),
    container("PHP '…'", Layout::Any, |requests, dice| each(requests, dice, php, write::php_single)),
    container("PHP heredoc", Layout::Any, |requests, dice| {
        each(requests, dice, php, |it, _| text!["<<<JSON\n", write::php_heredoc(it), "\nJSON"])
    }),
];

/// Each request written in this way, in a command or a statement.
fn each(
    requests: &[Text],
    dice: &mut Dice,
    around: fn(Text, &mut Dice) -> Text,
    write: impl Fn(&Text, &mut Dice) -> Text,
) -> Text {
    let mut text = Text::default();
    for request in requests {
        let written = write(request, dice);
        text += around(written, dice);
    }
    text
}

/// The requests in a JSON value of any depth.
pub(crate) fn wrapped(requests: &[Text], dice: &mut Dice) -> Text {
    let gap = dice.pick(&["", " ", "\n", "\r\n\t"]);
    let mut elements: Vec<Text> = requests.iter().map(|request| wrapped_one(request, gap, dice)).collect();
    if elements.len() == 1 && dice.one_in(2) {
        return elements.remove(0);
    }
    while dice.one_in(3) {
        elements.insert(dice.roll(elements.len() + 1), text![MEMBERS[dice.roll(MEMBERS.len())].1]);
    }
    text!["[", gap, Text::joined(&elements, &format!(",{gap}")), gap, "]"]
}

fn wrapped_one(request: &Text, gap: &str, dice: &mut Dice) -> Text {
    let mut value = request.clone();
    while dice.roll(3) > 0 {
        let member = |dice: &mut Dice| {
            let (key, value) = MEMBERS[dice.roll(MEMBERS.len())];
            text!["\"", key, "\":", gap, value]
        };
        let mut members = vec![text!["\"data\":", gap, value]];
        while dice.one_in(2) {
            members.insert(dice.roll(members.len() + 1), member(dice));
        }
        value = text!["{", gap, Text::joined(&members, &format!(",{gap}")), gap, "}"];
    }
    value
}

/// JSON in JSON strings, so many levels deep, as log shippers write it.
fn nested(requests: &[Text], levels: usize, write: fn(&Text, &mut Dice) -> Text, dice: &mut Dice) -> Text {
    let mut value = wrapped(requests, dice);
    for _ in 0..levels {
        let (before, after) = [("", ""), ("POST: ", " took 12ms"), ("it's ", " {\"ok\":1}")][dice.roll(3)];
        let string = write(&text![before, value, after], dice);
        value = wrapped(&[string], dice);
    }
    text![value, "\n"]
}

fn curl(body: Text, dice: &mut Dice) -> Text {
    let data = dice.pick(&["-d", "--data", "--data-raw", "--json"]);
    let headers =
        dice.pick(&["-H 'Content-Type: application/json'", "-H \"Authorization: Token it's-5\\\"\""]);
    match dice.roll(4) {
        0 => text!["curl -X POST https://api.example/processor/payment-sessions ", data, " ", body, "\n"],
        1 => text!["curl ", data, " ", body, " ", headers, " https://api.example/\n"],
        2 => text!["curl 'https://api.example/' \\\n  ", headers, " \\\n  ", data, " ", body, " \\\n  -i\n"],
        _ => {
            text!["$ curl https://api.example/ ", data, body, " | jq '.errors[] | {\"code\": .error_code}'\n"]
        }
    }
}

fn httpie(body: Text, dice: &mut Dice) -> Text {
    match dice.roll(4) {
        0 => text!["http POST https://api.example/ --raw ", body, " Authorization:'Token 5'\n"],
        1 => text!["http --raw=", body, " \\\n  POST https://api.example/\n"],
        2 => text!["echo ", body, " | http POST https://api.example/\n"],
        _ => text!["http POST https://api.example/ <<<", body, "\n"],
    }
}

fn http(body: Text, dice: &mut Dice) -> Text {
    let end = dice.pick(&["\r\n", "\n"]);
    let head =
        ["POST /processor/payment-sessions HTTP/1.1", "Host: api.example", "Content-Type: application/json"];
    let length = format!("Content-Length: {}", body.to_string().len());
    let answer = "HTTP/1.1 201 Created\r\n\r\n{\"id\":\"1\"}\r\n";
    text![head.join(end), end, length, end, end, body, end, dice.pick(&["", answer])]
}

fn markdown(body: Text, dice: &mut Dice) -> Text {
    match dice.roll(3) {
        0 => text!["### Request\n\n```json\n", body, "\n```\n"],
        1 => text!["1. Gönder:\n\n   ~~~\n   ", body, "\n   ~~~\n2. It's done.\n"],
        _ => text!["Send `", body, "` to `https://api.example/` \"{now}\".\n"],
    }
}

fn javascript(body: Text, dice: &mut Dice) -> Text {
    match dice.roll(4) {
        0 => text!["const body = ", body, ";\n"],
        1 => text![
            "fetch(url, { method: 'POST', headers: {\"X\": `${x}`}, body: JSON.stringify(",
            body,
            ") });\n"
        ],
        2 => text!["// don't\nit(\"pays\", async () => { await api.post('/x', ", body, "); });\n"],
        _ => text!["axios.post(url, JSON.parse(", body, "), { timeout: 5 })\n"],
    }
}

fn python(body: Text, dice: &mut Dice) -> Text {
    match dice.roll(3) {
        0 => text!["payload = ", body, "\n"],
        1 => text!["# don't\nrequests.post(url, data=", body, ", headers={'X': \"1\"})\n"],
        _ => text!["assert json.loads(", body, ")[\"a\"] == {'b': f\"{c}\"}\n"],
    }
}

fn php(body: Text, dice: &mut Dice) -> Text {
    match dice.roll(3) {
        0 => text!["$body = ", body, ";\n"],
        1 => text!["// don't\ncurl_setopt($ch, CURLOPT_POSTFIELDS, ", body, "\n);\n"],
        _ => text!["return ['json' => json_decode(", body, "\n, true), \"x\" => \"{$x}\"];\n"],
    }
}
