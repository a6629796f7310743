//! What a text is that is not a request, and the requests in it, in English.

use std::borrow::Cow;

use crate::input::FileType;
use crate::rules::{Inside, Other};
use crate::text::{Position, count, excerpt};

/// Characters of the keys that lead to a request.
const ROUTE: usize = 80;

/// What the text is, and the requests in it, in one line.
pub(super) fn message(what: Other, inside: Option<&Inside>) -> String {
    let what = match what {
        Other::Json if inside.is_some() => "not a payment-session request",
        Other::Json => "not a payment-session request: it has neither `amount` nor `basket`",
        Other::Answer => "this is the API's answer, not a request",
        Other::Basket => "not a payment-session request, but the `basket` of one",
        Other::File(kind) => &format!("{}, not a payment-session request", file_type(kind)),
        Other::Value(kind) => &format!("a request is an object, but this is {}", kind.with_article()),
    };
    match inside {
        Some(inside) => format!("{what}; {}", requests(inside)),
        None => what.to_owned(),
    }
}

/// What a source is that is not JSON.
fn file_type(kind: FileType) -> Cow<'static, str> {
    let name = match kind {
        FileType::Image(format) => return Cow::Owned(format!("a {format} image")),
        FileType::Code(language) => return Cow::Owned(format!("{language} code")),
        FileType::Pdf => "a PDF document",
        FileType::Zip => "a ZIP archive, such as an .xlsx or .docx file",
        FileType::Compressed => "a compressed file (only gzip and zstd are read)",
        FileType::Binary => "a binary file",
        FileType::Curl => "a curl command",
        FileType::Httpie => "an HTTPie command",
        FileType::Wget => "a wget command",
        FileType::PowerShell => "PowerShell commands",
        FileType::Shell => "shell commands",
        FileType::Http => "a raw HTTP message",
        FileType::Xml => "XML",
        FileType::Html => "HTML",
        FileType::Yaml => "YAML",
        FileType::Form => "form data",
        FileType::Jwt => "a JSON Web Token",
        FileType::Base64 => "Base64",
        FileType::Markdown => "Markdown",
        FileType::Sql => "SQL",
        FileType::Email => "an e-mail",
    };
    Cow::Borrowed(name)
}

/// How to get the request out of a text in which none is found.
pub(super) fn advice(kind: FileType) -> Option<&'static str> {
    let advice = match kind {
        FileType::Code("PHP") => "write the request as JSON: json_encode($request)",
        FileType::Code("Python") => "write the request as JSON: json.dumps(request)",
        FileType::Code("JavaScript") => "write the request as JSON: JSON.stringify(request)",
        FileType::Curl => {
            "give the file that `-d @` names, or copy the command in the browser as cURL (bash)"
        }
        FileType::PowerShell => "write the request as JSON: $request | ConvertTo-Json -Depth 9",
        FileType::Zip => "save the sheet of an .xlsx file as CSV in UTF-8, and use --find",
        _ => return None,
    };
    Some(advice)
}

/// The requests in the text, as a clause.
fn requests(inside: &Inside) -> String {
    let Position { line, column, .. } = inside.first;
    let route = inside.route.as_ref().filter(|route| !route.is_empty()).map(|route| {
        let string = if inside.is_in_string { "the string " } else { "" };
        format!("{string}`{}`", excerpt(route, ROUTE))
    });
    match (inside.count, route) {
        (1, Some(route)) => {
            format!("the request seems to be in {route}, at {line}:{column} (--find checks it)")
        }
        (1, None) if !inside.is_cut => format!("the request begins at {line}:{column} (--find checks it)"),
        (many, route) => {
            let least = if inside.is_cut { "at least " } else { "" };
            let (many, verb) = (count(many, "request"), if many == 1 { "seems" } else { "seem" });
            let route = route.map(|it| format!(" in {it},")).unwrap_or_default();
            format!(
                "{least}{many} {verb} to be in it, the first{route} at {line}:{column} (--find checks them)"
            )
        }
    }
}
