//! The bodies of requests that a container holds.

use std::sync::Arc;

use crate::json::{Span, unquote};

/// What a container holds.
#[derive(Debug, Default)]
pub struct Contents {
    /// The bodies of its requests, in the order of the text.
    pub bodies: Vec<Body>,
    /// The names of files that are bodies of requests: `< order.json`.
    pub files: Vec<Span>,
}

/// The body of a request.
#[derive(Debug)]
pub struct Body {
    /// The name of the request, as the container has it. It may have any characters, but not many.
    pub name: Arc<str>,
    /// Where it is written, without quotes around it.
    pub span: Span,
    /// How it is written there.
    pub writing: Writing,
}

/// How a body is written in the text of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// As it is sent.
    Plain,
    /// As a JSON string.
    JsonString,
    /// As a JSON string whose value is base64.
    Base64,
}

impl Body {
    /// The body that is the value `raw` of a JSON text.
    pub(super) fn of_json(name: String, raw: &str, text: &str) -> Self {
        let writing = if raw.starts_with('"') { Writing::JsonString } else { Writing::Plain };
        Self { name: name.into(), span: Span::of(unquote(raw), text), writing }
    }
}
