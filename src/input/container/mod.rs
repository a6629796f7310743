//! Files that hold requests of other programs (contract §8): Postman collections, HAR archives, `.http` files.

mod body;
mod har;
mod http;
mod json;
mod name;
mod postman;

use std::path::Path;

pub use body::{Body, Contents, Writing};

use super::lines::uncompressed;
use crate::json::trim_start;
use json::{get, members, string, value};

/// A kind of file that holds requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A collection of Postman, v2.0 or v2.1.
    Postman,
    /// An HTTP archive 1.2, which browsers and proxies write.
    Har,
    /// A file of the HTTP clients of `JetBrains` and VS Code.
    Http,
}

/// What the first bytes of a file show of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detected {
    /// It holds requests.
    Container(Container),
    /// It is of no such kind.
    Other,
    /// More bytes are needed.
    Unknown,
}

/// How files begin whose content shows their kind.
const FIRST_KEYS: [&str; 2] = ["{\"info\":", "{\"log\":"];

impl Container {
    /// The kind of a file with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = uncompressed(Path::new(name)).to_str()?.to_ascii_lowercase();
        let extensions = [
            (".postman_collection.json", Self::Postman),
            (".har", Self::Har),
            (".http", Self::Http),
            (".rest", Self::Http),
        ];
        extensions.into_iter().find(|(extension, _)| name.ends_with(extension)).map(|(_, kind)| kind)
    }

    /// What the first bytes of a file show of its kind; `is_all` if no more can be read for that.
    pub fn of_content(sample: &[u8], is_all: bool) -> Detected {
        let text = trim_start(sample).utf8_chunks().next().map_or("", |chunk| chunk.valid());
        let (kind, may_be) = match members(text).next() {
            Some((key, info)) if *key == *b"info" => {
                (is_postman(info).then_some(Self::Postman), value(info).is_empty())
            }
            Some((key, log)) if *key == *b"log" => (is_har(log).then_some(Self::Har), value(log).is_empty()),
            Some(_) => (None, false),
            None => (None, FIRST_KEYS.iter().any(|key| begins_with_part(key, text))),
        };
        match kind {
            Some(kind) => Detected::Container(kind),
            None if may_be && !is_all => Detected::Unknown,
            None => Detected::Other,
        }
    }

    /// Whether a whole text may be of this kind: most are JSON.
    pub fn may_be(self, text: &[u8]) -> bool {
        self == Self::Http || str::from_utf8(text).is_ok_and(json::is_json)
    }

    /// What a file of this kind holds; `None` if its text is not of this kind.
    pub fn contents(self, text: &str) -> Option<Contents> {
        let mut contents = match self {
            Self::Http => Some(http::contents(text)),
            _ if !json::is_json(text) => None,
            Self::Postman => postman::contents(text),
            Self::Har => har::contents(text),
        }?;
        contents.bodies.sort_by_key(|body| body.span);
        Some(contents)
    }
}

/// Whether a text may be the beginning of `start`, with white space in it.
fn begins_with_part(start: &str, text: &str) -> bool {
    let text = text.split_whitespace().flat_map(str::chars);
    let mut start = start.chars();
    text.into_iter().all(|character| start.next() == Some(character))
}

/// Whether this is the `log` of an archive.
fn is_har(log: &str) -> bool {
    get(log, "creator").or_else(|| get(log, "entries")).is_some()
}

/// Whether this is the `info` of a Postman collection.
fn is_postman(info: &str) -> bool {
    let schema = string(info, "schema");
    get(info, "_postman_id").is_some() || (schema.contains("postman.com/") && schema.contains("/collection/"))
}
