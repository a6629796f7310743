//! Files of tools that send requests: they are recognised without being asked for.

use super::text::{Text, text};
use super::writings as write;
use crate::oracle::dice::Dice;

/// A kind of file.
#[derive(Debug)]
pub(crate) struct Collection {
    /// The name of the file.
    pub(crate) name: &'static str,
    /// Whether the bytes of a number can be replaced in the file.
    pub(crate) is_fixable: bool,
    /// Writes these requests into a file.
    pub(crate) write: fn(&[Text], &mut Dice) -> Text,
}

/// All of them.
pub(crate) const COLLECTIONS: &[Collection] = &[
    Collection { name: "pay.http", is_fixable: true, write: http_file },
    Collection { name: "pay.rest", is_fixable: true, write: http_file },
    Collection { name: "pay.postman_collection.json", is_fixable: true, write: postman },
    Collection { name: "export.json", is_fixable: true, write: postman },
    Collection { name: "session.har", is_fixable: true, write: |requests, dice| har(requests, false, dice) },
    Collection { name: "session.har", is_fixable: false, write: |requests, dice| har(requests, true, dice) },
    Collection { name: "log.json", is_fixable: true, write: |requests, dice| har(requests, false, dice) },
];

/// Objects with these members, and the gap between tokens.
fn object(members: &[(&str, Text)], gap: &str) -> Text {
    let members: Vec<_> =
        members.iter().map(|(key, value)| text!["\"", *key, "\":", " ", value.clone()]).collect();
    text!["{", gap, Text::joined(&members, &format!(",{gap}")), gap, "}"]
}

fn list(elements: &[Text], gap: &str) -> Text {
    text!["[", Text::joined(elements, &format!(",{gap}")), "]"]
}

/// Requests of a `.http` file, each after a line that begins with `###`.
fn http_file(requests: &[Text], dice: &mut Dice) -> Text {
    let end = dice.pick(&["\n", "\r\n"]);
    let mut file = text![dice.pick(&["", "@host = https://api.example\n@token = {{$random.uuid}}\n\n"])];
    for (n, request) in requests.iter().enumerate() {
        let is_separated = n > 0 || dice.one_in(2);
        if is_separated {
            file += text!["### Ödeme {", n.to_string(), "} \"it's\"", end];
        }
        file += dice.pick(&["", "# @name pay\n", "// a comment: {\"a\":\n"]);
        file += text!["POST {{host}}/processor/payment-sessions", dice.pick(&["", " HTTP/1.1"]), end];
        file += text!["Content-Type: application/json", end, "Authorization: Token {{token}}", end, end];
        file += text![request, end, end];
        if dice.one_in(3) {
            file += text!["> {% client.test(\"ok\", () => { x === 201 }); %}", end, end];
        }
        if dice.one_in(3) {
            file += text!["### Sorgula", end, "GET {{host}}/orders/1?a=\"{\"", end, end];
        }
    }
    file
}

/// A collection of Postman 2.0 or 2.1.
fn postman(requests: &[Text], dice: &mut Dice) -> Text {
    let gap = dice.pick(&["", "\n\t"]);
    let is_new = dice.one_in(2);
    let mut items = Vec::new();
    for (n, request) in requests.iter().enumerate() {
        let url = "\"{{host}}/processor/payment-sessions\"";
        let url = if is_new { object(&[("raw", text![url])], gap) } else { text![url] };
        let raw = write::json_string(request, dice);
        let body = object(&[("mode", text!["\"raw\""]), ("raw", raw)], gap);
        let request = object(&[("method", text!["\"POST\""]), ("body", body), ("url", url)], gap);
        let name = text!["\"Ödeme ", n.to_string(), " \\\"{\\\" \\u0131\""];
        let mut item =
            object(&[("name", name.clone()), ("request", request), ("response", text!["[]"])], gap);
        while dice.one_in(3) {
            item = object(&[("item", list(&[item], gap)), ("name", name.clone())], gap);
        }
        items.push(item);
        if dice.one_in(3) {
            items.push(text![r#"{"name":"Sorgula","request":{"method":"GET","url":"{{host}}/orders"}}"#]);
        }
    }
    let version = if is_new { "v2.1.0" } else { "v2.0.0" };
    let schema = text!["\"https://schema.getpostman.com/json/collection/", version, "/collection.json\""];
    let info = object(&[("name", text!["\"HPP\""]), ("schema", schema)], gap);
    let collection = [("info", info), ("item", list(&items, gap)), ("variable", text!["[]"])];
    text![object(&collection, gap), "\n"]
}

/// A HAR archive, which browsers save.
fn har(requests: &[Text], is_base64: bool, dice: &mut Dice) -> Text {
    let gap = dice.pick(&["", "\n  "]);
    let mut entries =
        vec![text![r#"{"request":{"method":"GET","url":"https://shop.example/","headers":[]}}"#]];
    for (n, request) in requests.iter().enumerate() {
        let body =
            if is_base64 { text!["\"", request.base64(), "\""] } else { write::json_string(request, dice) };
        let mut data = vec![("mimeType", text!["\"application/json\""]), ("text", body)];
        if is_base64 {
            data.push(("encoding", text!["\"base64\""]));
        }
        let url = text!["\"https://api.example/sessions/", n.to_string(), "?a={\""];
        let request =
            object(&[("method", text!["\"POST\""]), ("url", url), ("postData", object(&data, gap))], gap);
        let answer = text![r#"{"status":201,"content":{"mimeType":"application/json","text":"{\"id\":1}"}}"#];
        entries.push(object(&[("request", request), ("response", answer)], gap));
    }
    let creator = text![r#"{"name":"WebInspector","version":"537.36"}"#];
    let log = [("version", text!["\"1.2\""]), ("creator", creator), ("entries", list(&entries, gap))];
    text![object(&[("log", object(&log, gap))], gap), "\n"]
}
