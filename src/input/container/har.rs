//! HAR 1.2: the requests that a browser or a proxy has sent.

use super::body::{Body, Contents, Writing};
use super::json::{elements, get, string, value};
use super::name;

/// The requests of an archive, which is JSON.
pub(super) fn contents(text: &str) -> Option<Contents> {
    let entries = get(get(text, "log")?, "entries")?;
    let mut contents = Contents::default();
    for request in elements(entries).filter_map(|entry| get(entry, "request")) {
        let Some(data) = get(request, "postData") else { continue };
        let Some(body) = get(data, "text") else { continue };
        let name = name::of_url(&string(request, "method"), &string(request, "url"));
        let mut body = Body::of_json(name, value(body), text);
        // HAR has it only for responses, but some proxies write it for requests too.
        if string(data, "encoding").eq_ignore_ascii_case("base64") {
            body.writing = Writing::Base64;
        }
        contents.bodies.push(body);
    }
    Some(contents)
}
