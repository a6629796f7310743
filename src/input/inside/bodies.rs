//! Requests in the bodies that a file of other requests holds.

use super::search::{Found, Place};
use super::unchecked::texts;
use crate::input::container::{Body, Contents, Writing};
use crate::json::Span;
use crate::text::{Decoded, Quoting};

impl Found {
    /// What is found in the bodies of `contents`, and no other part of a text.
    pub(crate) fn in_bodies(text: &str, contents: Contents) -> Self {
        let mut found = Self { files: contents.files, ..Self::default() };
        for Body { name, span, writing } in contents.bodies {
            let body = span.cut(text);
            let mut inner = match writing {
                Writing::Plain => Self::in_text(body, 0),
                Writing::JsonString => Self::in_quotes(body, Quoting::Json, 0, false).0,
                Writing::Base64 => Self::in_base64(body),
            };
            inner.texts.extend(texts(body.as_bytes(), &inner));
            let name = Some(name).filter(|name| !name.is_empty());
            inner.requests.iter_mut().for_each(|place| place.name.clone_from(&name));
            found.add(inner, |inner| inner.shifted(span.start));
        }
        found
    }

    /// What is found in a text in base64: the request that it is. Of one that is a part of it, the first character in the
    /// text is also that of another part, so that it is not checked.
    fn in_base64(text: &str) -> Self {
        let string = text.contains('\\').then_some(Quoting::Json);
        let quotings: Vec<Quoting> = string.into_iter().chain([Quoting::Base64]).collect();
        let decoded = Decoded::new(text, &quotings).text;
        let inner = Self::in_text(&decoded, quotings.len());
        let all = Span::of(decoded.trim(), &decoded);
        match inner.requests.as_slice() {
            [request] if request.span == all => {
                let span = Span { start: 0, end: text.len() };
                Self { requests: vec![Place { span, quotings, name: None }], ..Self::default() }
            }
            requests => {
                let is_unchecked = !requests.is_empty() || !texts(decoded.as_bytes(), &inner).is_empty();
                Self { texts: is_unchecked.then_some(0).into_iter().collect(), ..Self::default() }
            }
        }
    }
}
