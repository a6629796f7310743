//! What a source is that is not JSON, as its beginning shows (contract §8).

use std::sync::LazyLock;

use memchr::{memchr, memchr_iter};
use regex::bytes::Regex;

use crate::json::{trim_end, trim_start};

/// What a source is that is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    /// An image in the format of this name.
    Image(&'static str),
    /// A PDF document.
    Pdf,
    /// A ZIP archive.
    Zip,
    /// A file that is compressed in a way that is not supported.
    Compressed,
    /// Anything else that is not text.
    Binary,
    /// A call of curl.
    Curl,
    /// A call of `HTTPie`.
    Httpie,
    /// A call of Wget.
    Wget,
    /// Commands of `PowerShell`.
    PowerShell,
    /// Other commands of a shell.
    Shell,
    /// A request or an answer of HTTP as it is sent.
    Http,
    /// XML.
    Xml,
    /// HTML.
    Html,
    /// YAML.
    Yaml,
    /// The data of a form, as HTTP sends it.
    Form,
    /// A JSON Web Token.
    Jwt,
    /// Text in Base64 that begins like JSON.
    Base64,
    /// Markdown.
    Markdown,
    /// Statements of SQL.
    Sql,
    /// An e-mail with its header.
    Email,
    /// Source code, or output, of the programming language of this name.
    Code(&'static str),
}

impl FileType {
    /// What a text is, if it is not JSON, a log or unknown.
    pub(crate) fn of(text: &str) -> Option<Self> {
        match detect(trim_start(text.as_bytes()), true) {
            Detected::NotJson(kind) => Some(kind),
            Detected::Other | Detected::Unknown => None,
        }
    }

    /// Whether it is text, which can be shown, and in which requests can be.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Image(_) | Self::Pdf | Self::Zip | Self::Compressed | Self::Binary)
    }
}

/// What the first bytes of a source show of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detected {
    /// It is not JSON, but this.
    NotJson(FileType),
    /// It is JSON, lines of a log, or unknown.
    Other,
    /// More bytes are needed.
    Unknown,
}

/// The most bytes that show the kind.
const SAMPLE: usize = 4096;

/// How each kind begins: a pattern for the first line, and one for the sample, or an empty one. The first row that matches
/// counts. The patterns are for bytes.
const ROWS: &[(FileType, &str, &str)] = &[
    (FileType::Image("PNG"), r"\x89PNG", ""),
    (FileType::Image("JPEG"), r"\xFF\xD8\xFF", ""),
    (FileType::Image("GIF"), "GIF8[79]a", ""),
    (FileType::Image("WebP"), "RIFF", "^RIFF(?s:....)WEBP"),
    (FileType::Pdf, "%PDF-", ""),
    (FileType::Zip, r"PK(\x03\x04|\x05\x06)", ""),
    (FileType::Compressed, r"\xFD7zXZ\x00|BZh\d1AY|7z\xBC\xAF|Rar!\x1A|\x04\x22\x4D\x18", ""),
    (FileType::Binary, r"\x7FELF[\x01\x02]|SQLite format 3\x00|\xD0\xCF\x11\xE0|PAR1|\x00asm", ""),
    (FileType::Curl, r"PROMPTcurl(\.exe)? +.*(-|://|['\x22$])", ""),
    (FileType::Wget, "PROMPTwget +.*(-|://)", ""),
    (FileType::Httpie, r"PROMPT(https?|xh) +(-|[A-Z]+ +\S|:\S|\S+[./]\S)", ""),
    (FileType::PowerShell, r"(PS [^>]*> *)?(\$\w+ *= *)?(Invoke-(RestMethod|WebRequest)|irm|iwr) ", ""),
    (FileType::PowerShell, r"\$\w+ *= *(New-Object |@)", ""),
    (FileType::PowerShell, r"\$\w+ *=", r"Invoke-(RestMethod|WebRequest)|\b(irm|iwr) -"),
    (FileType::Code("PHP"), r"#!.*\bphp|<\?(php\b|=)", ""),
    (FileType::Code("Python"), r"#!.*\bpython", ""),
    (FileType::Code("JavaScript"), r"#!.*\b(node|deno|bun)\b", ""),
    (FileType::Curl, r"(#|export |set -|[A-Z_]+=|cat <<)", r"(?m)^[^\n]*\bcurl .*(-|://)"),
    (FileType::Shell, r"#!.*sh\b|PROMPT(echo|printf) +['\x22$].*|PROMPTcat +<<|export \w+=", ""),
    (FileType::Http, r"([<>] )?HTTP/\d(\.\d)? \d\d\d", ""),
    (
        FileType::Http,
        r"([<>] )?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (https?://|/)\S*( HTTP/\d(\.\d)?)?\s*$",
        "",
    ),
    (FileType::Http, r"\* +(Trying|Host|Connected|About to|Preparing) ", ""),
    (FileType::Xml, r"<\?xml\b", ""),
    (FileType::Html, "(?i:<!doctype html|<html|<head|<body)", ""),
    (FileType::Xml, r"<[A-Za-z][\w:.-]*(\s[^<]*)?(>|$)", r"</\w|/>|xmlns"),
    (FileType::Form, r"[\w.%\[\]+-]+=[^&\s]*&[\w.%\[\]+-]+=[^\s]*", ""),
    (FileType::Form, r"[\w.\[\]-]+=%7[Bb]", ""),
    (FileType::Form, r"--+\w+\s*$", "(?i)content-disposition: *form-data"),
    (FileType::Jwt, r"(\w+: *)?([Bb]earer )?eyJ[\w-]+\.eyJ[\w-]+\.", ""),
    (FileType::Base64, "(ey[A-J]|ew[0o])[A-Za-z0-9+/_-]{17,}=*$", ""),
    (FileType::Code("PHP"), r"(\w+\()?(array ?\(|Array \(|object\(\w|\\?stdClass\b|[aO]:\d+:[{\x22])", ""),
    (FileType::Code("PHP"), r"Array\s*$", r"^Array\s*\("),
    (FileType::Code("PHP"), r"\$\w+ *= *(\[|array|json_|new |['\x22])", ""),
    (
        FileType::Code("Python"),
        r"(import [\w.]+( as \w+)?(, *[\w.]+( as \w+)?)*|from [\w.]+ import .+|def \w+\(.*:|>>> .*)\s*$",
        "",
    ),
    (FileType::Code("Python"), r"(\w+ = )?(requests\.\w+\(|json\.(loads|dumps)\(|print\()", ""),
    (
        FileType::Code("C#"),
        r"using (static )?[\w.]+;|namespace [\w.]+|(var|string) \w+ = (\$?@|\x22\x22)\x22",
        "",
    ),
    (
        FileType::Code("Java"),
        r"package [\w.]+;|import (static )?[\w.]+(\.\*)?;|public (final )?(class|record) ",
        "",
    ),
    (FileType::Code("JavaScript"), r"(const|let|var) +[\w$]+ *(=|:|;)|(const|let|var) *[{\[]", ""),
    (
        FileType::Code("JavaScript"),
        r"(await |return )?(fetch|axios(\.\w+)?|\$\.(ajax|post)|require|console\.log)\(",
        "",
    ),
    (
        FileType::Code("JavaScript"),
        r"import ([\w$*{].* from )?['\x22]|export (default|const|function|class|async)\b",
        "",
    ),
    (FileType::Code("JavaScript"), r"module\.exports *=|(async )?function\b *\w*\(|'use strict'", ""),
    (
        FileType::Sql,
        r"(?i:insert into|create table|update \w+ set|select .* from) |COPY \S+ \(|-- \w*SQL ",
        "",
    ),
    (
        FileType::Email,
        "(From|To|Subject|Date|Return-Path|Received|Delivered-To|Message-ID|MIME-Version): ",
        "(?m)^(Subject|Received|Message-ID|MIME-Version|Content-Type): ",
    ),
    (FileType::Yaml, r"%YAML |---\s*$", r"(?m)^[ \t]*(- )?[\w'\x22.-]+:(\s|$)"),
    (
        FileType::Yaml,
        r"[A-Za-z_][\w.]*:([ \t]+[^\s{][^{]*)?$",
        r"(?m)^[A-Za-z_][\w.]*:[ \t]*\r?\n[ \t]*[\w'\x22-]",
    ),
    (FileType::Markdown, r" {0,3}(```|~~~)", ""),
    (FileType::Markdown, r"PROSE$", r"(?m)^ {0,3}(```|~~~)"),
];

/// What a shell writes before a command, and variables that are set for it.
const PROMPT: &str = r"([$>%#] *|[\w.@~:/-]+[$#%] )?(\w+=\S* )*(sudo |time )?";

/// A heading, several words, or a word with a punctuation mark; not lines of a log.
const PROSE: &str = r"(#{1,6} .*|[^\x00-\x1F{}\[\x22=<0-9][^\x00-\x1F{}\x22=<]*( [^\x00-\x1F{}\x22=<]*){2}|[^\x00-\x2F0-9\s]+[,:!.]\s*)";

/// The patterns of a row.
struct Row {
    kind: FileType,
    first_line: Regex,
    sample: Option<Regex>,
}

static PATTERNS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |(kind, first_line, sample): &(FileType, &str, &str)| {
        let first_line = first_line.replace("PROMPT", PROMPT).replace("PROSE", PROSE);
        let first_line = Regex::new(&format!(r"(?-u)^(?:{first_line})")).ok()?;
        let sample = (!sample.is_empty()).then(|| Regex::new(&format!("(?-u){sample}")).ok());
        Some(Row { kind: *kind, first_line, sample: sample.unwrap_or_default() })
    };
    ROWS.iter().filter_map(row).collect()
});

/// The kind of a source that begins with `text`, which is not white space, and ends with it if `is_all`. The sample ends
/// before a line that begins with `{`, so that no request waits for what comes after it.
pub(super) fn detect(text: &[u8], is_all: bool) -> Detected {
    if matches!(text, [b'{' | b'[' | b'"', ..]) {
        return Detected::Other;
    }
    let sample = text.get(..SAMPLE).unwrap_or(text);
    let request = request_line(sample);
    let is_whole = is_all || request.is_some() || sample.len() == SAMPLE;
    let sample = request.and_then(|start| sample.get(..start)).unwrap_or(sample);
    let sample = after_comments(sample);
    let newline = memchr(b'\n', sample);
    let Some(line) = newline.map_or(is_whole.then_some(sample), |end| sample.get(..end)) else {
        return Detected::Unknown;
    };
    for row in PATTERNS.iter().filter(|row| row.first_line.is_match(trim_end(line))) {
        match &row.sample {
            Some(_) if !is_whole => return Detected::Unknown,
            Some(pattern) if !pattern.is_match(sample) => {}
            _ => return Detected::NotJson(row.kind),
        }
    }
    match request {
        // A line that is text is answered without waiting for the next one.
        _ if !is_binary(line) => Detected::Other,
        _ if !is_whole => Detected::Unknown,
        None if is_binary(sample) => Detected::NotJson(FileType::Binary),
        _ => Detected::Other,
    }
}

/// A sample without the comments of source code that it begins with, each on a line of its own.
fn after_comments(sample: &[u8]) -> &[u8] {
    let mut rest = sample;
    while rest.starts_with(b"//")
        && let Some((_, after)) = memchr(b'\n', rest).and_then(|end| rest.split_at_checked(end))
    {
        rest = trim_start(after);
    }
    rest
}

/// The start of the first line that begins like a request.
fn request_line(sample: &[u8]) -> Option<usize> {
    let begins_request =
        |text| matches!(trim_start(text), [b'{', b'"' | b'}' | b' ' | b'\t' | b'\r' | b'\n', ..]);
    let starts = memchr_iter(b'\n', sample).map(|newline| newline + 1);
    starts.into_iter().find(|start| sample.get(*start..).is_some_and(begins_request))
}

/// Whether more than an eighth of the bytes are not text.
fn is_binary(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let chunks = bytes.utf8_chunks();
    let strange =
        chunks.map(|chunk| chunk.valid().bytes().filter(is_control).count() + chunk.invalid().len());
    strange.sum::<usize>() * 8 > bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{PATTERNS, ROWS};

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(PATTERNS.len(), ROWS.len());
        let samples = PATTERNS.iter().filter(|row| row.sample.is_some()).count();
        assert_eq!(samples, ROWS.iter().filter(|(_, _, sample)| !sample.is_empty()).count());
    }
}
