//! Files of the HTTP clients of `JetBrains` and VS Code (`.http`, `.rest`): requests after lines of `###`.

use super::body::{Body, Contents, Writing};
use super::name;
use crate::json::Span;

/// The part of a request that the next line is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Comments, variables and scripts before the request.
    #[default]
    Head,
    /// A script before the request.
    Script,
    /// Headers, after the line of the request.
    Headers,
    /// The body, from this offset on.
    Body(usize),
    /// What is done with the response.
    Response,
}

/// Reads a file line by line.
#[derive(Default)]
struct Reader {
    part: Part,
    /// What is after `###`.
    title: String,
    /// What is after `@name`.
    name: String,
    /// The method and the URL.
    request: String,
    contents: Contents,
}

/// The requests of a file.
pub(super) fn contents(text: &str) -> Contents {
    let mut reader = Reader::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        reader.read(line, Span { start, end }, text);
        start = end;
    }
    reader.end_body(start, text);
    reader.contents
}

impl Reader {
    fn read(&mut self, line: &str, Span { start, end }: Span, text: &str) {
        let trimmed = line.trim();
        if line.starts_with("###") {
            self.end_body(start, text);
            let contents = std::mem::take(&mut self.contents);
            *self = Self { contents, ..Self::default() };
            return self.read_comment(trimmed);
        }
        self.part = match self.part {
            Part::Head | Part::Headers if begins_json(trimmed) => Part::Body(start),
            // A request may be a call of curl, which has its body in it.
            Part::Head if trimmed.starts_with("curl ") => Part::Body(start),
            Part::Head => self.read_head(trimmed),
            Part::Script if trimmed.ends_with("%}") => Part::Head,
            Part::Headers if trimmed.is_empty() => Part::Body(end),
            Part::Body(_) if is_of_response(line) => {
                self.end_body(start, text);
                Part::Response
            }
            Part::Body(_) => {
                self.contents.files.extend(file_of(trimmed).map(|file| Span::of(file, text)));
                self.part
            }
            part => part,
        };
    }

    /// Reads a line before the headers.
    fn read_head(&mut self, line: &str) -> Part {
        if line.starts_with('#') || line.starts_with("//") {
            self.read_comment(line);
        } else if let Some(script) = line.strip_prefix('<') {
            let is_open = script.trim_start().starts_with("{%") && !script.ends_with("%}");
            return if is_open { Part::Script } else { Part::Head };
        } else if !line.is_empty() && !line.starts_with('@') {
            let mut words = line.split_whitespace();
            let (first, second) = (words.next().unwrap_or_default(), words.next());
            // The method may be left out.
            self.request = second.map_or_else(|| name::of_url("GET", first), |url| name::of_url(first, url));
            return Part::Headers;
        }
        Part::Head
    }

    /// Reads a title (`### Create session`) or a name (`# @name create`).
    fn read_comment(&mut self, comment: &str) {
        let sign = if comment.starts_with('#') { '#' } else { '/' };
        let text = comment.trim_start_matches(sign).trim_end_matches("###").trim();
        let tag = text.strip_prefix("@name").filter(|name| !name.starts_with(char::is_alphanumeric));
        match tag {
            Some(name) => self.name = name::shorten(name.trim_start_matches(['=', ' '])),
            None if comment.starts_with("###") => self.title = name::shorten(text),
            None => {}
        }
    }

    /// Adds the body that ends at an offset, if there is one.
    fn end_body(&mut self, end: usize, text: &str) {
        let Part::Body(start) = self.part else { return };
        let body = text.get(start..end).unwrap_or_default().trim();
        let names = [&self.title, &self.name, &self.request];
        let name = names.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default();
        let body = Body { name: name.into(), span: Span::of(body, text), writing: Writing::Plain };
        self.contents.bodies.extend(Some(body).filter(|body| body.span.start < body.span.end));
    }
}

/// Whether a line begins a body whose headers, or the blank line after them, are missing. It may begin with a variable.
fn begins_json(line: &str) -> bool {
    line.starts_with(['{', '[']) && !line.starts_with("{{")
}

/// Whether a line after a body says what is done with the response: `> {% … %}`, `>> response.json`, `<> response.json`.
fn is_of_response(line: &str) -> bool {
    line.starts_with("> ") || line.starts_with(">>") || line.starts_with("<> ")
}

/// The file that a line of a body is replaced with: `< order.json`, `<@ order.json`, `<@latin1 order.json`.
fn file_of(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('<')?;
    let file = match rest.strip_prefix('@') {
        Some(rest) => rest.split_once(' ')?.1,
        None => rest.strip_prefix(' ')?,
    };
    Some(file.trim()).filter(|file| !file.is_empty())
}
