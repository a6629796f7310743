//! Collections of Postman, v2.0 and v2.1: requests in folders, each with examples of requests that were sent.

use super::body::{Body, Contents};
use super::json::{elements, get, string, value};
use super::name;

/// How deep folders may be in each other. Each level is read several times.
const MAX_DEPTH: usize = 16;

/// The requests of a collection, which is JSON, with those of its examples.
pub(super) fn contents(text: &str) -> Option<Contents> {
    let mut contents = Contents::default();
    add_items(get(text, "item")?, "", MAX_DEPTH, text, &mut contents)?;
    Some(contents)
}

/// Adds the requests of a folder; `None` if it has more than `depth` levels.
fn add_items(items: &str, folder: &str, depth: usize, text: &str, contents: &mut Contents) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    for item in elements(items) {
        let path = join(folder, item);
        for example in get(item, "response").into_iter().flat_map(elements) {
            add_request(get(example, "originalRequest"), || join(&path, example), text, contents);
        }
        add_request(get(item, "request"), || path.clone(), text, contents);
        if let Some(items) = get(item, "item") {
            add_items(items, &path, depth, text, contents)?;
        }
    }
    Some(())
}

/// Adds a request, if it is more than a URL and has a body as text.
fn add_request(request: Option<&str>, name: impl FnOnce() -> String, text: &str, contents: &mut Contents) {
    let Some(body) = request.and_then(|request| get(request, "body")) else { return };
    let Some(raw) = get(body, "raw") else { return };
    let is_raw = get(body, "mode").is_none() || string(body, "mode") == "raw";
    let is_sent = !get(body, "disabled").is_some_and(|is_disabled| is_disabled.starts_with("true"));
    if is_raw && is_sent {
        contents.bodies.push(Body::of_json(name(), value(raw), text));
    }
}

/// The path of an item in a folder: "Checkout / Create session".
fn join(folder: &str, item: &str) -> String {
    let name = string(item, "name");
    let separator = if folder.is_empty() || name.is_empty() { "" } else { " / " };
    name::shorten(&format!("{folder}{separator}{name}"))
}
