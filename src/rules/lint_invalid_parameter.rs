//! `LINT_INVALID_PARAMETER` (contract §6).

use iso_currency::Currency;
use url::{ParseError, Url};

use super::{Case, Check, Claim, Findings, ParameterFault, Rule, Severity, docs};
use crate::json::{self, Kind};
use crate::request::{Object, Parameter, Path, Place, Required, Type};
use crate::text::redact::is_personal;

pub(super) static RULE: Rule = Rule {
    code: "LINT_INVALID_PARAMETER",
    severity: Severity::Warning,
    summary: "a documented parameter outside the basket has another type, is empty or a placeholder, or is not a valid URL or currency",
    docs: docs!("lint_invalid_parameter"),
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    // The URLs of a request usually have one origin.
    let mut origin = "";
    case.request.each_text(&mut |parameter, text| {
        if parameter.kind == Type::Url && is_plain_url(text, &mut origin) {
            return;
        }
        let Some(fault) = fault(parameter, text, case) else { return };
        let is_long = matches!(Kind::of(text), Kind::Object | Kind::Array);
        let value = Some(text).filter(|_| !is_long && !is_personal(parameter.name));
        let path = Path::of(Place::Request, parameter.name);
        findings.report(&RULE, Some(path), text, Claim::InvalidParameter { value, fault });
    });
}

fn fault(parameter: &Parameter, text: &str, case: &Case) -> Option<ParameterFault> {
    let kind = Kind::of(text);
    match parameter.kind {
        wanted if !wanted.admits(kind) => Some(ParameterFault::WrongType(kind, wanted)),
        Type::Boolean => None,
        _ if json::has_placeholder(json::unquote(text)) => {
            Some(ParameterFault::Placeholder).filter(|_| !case.is_draft)
        }
        Type::Url => url_fault(text),
        Type::Text if parameter.required == Required::Always => blank(text),
        Type::Currency if case.currency.is_none() => Some(ParameterFault::UnknownCurrency(meant(text))),
        _ => None,
    }
}

fn url_fault(text: &str) -> Option<ParameterFault> {
    let value = json::decode(text);
    let value = str::from_utf8(&value).unwrap_or_default();
    let trimmed = value.trim_ascii();
    match Url::parse(trimmed) {
        _ if trimmed.is_empty() => blank(text),
        Err(error @ ParseError::RelativeUrlWithoutBase) => Some(ParameterFault::InvalidUrl(error)),
        _ if trimmed.contains(|it: char| it.is_ascii_whitespace()) => Some(ParameterFault::SpaceInUrl),
        _ if trimmed != value => Some(ParameterFault::SpaceAroundUrl),
        Err(error) => Some(ParameterFault::InvalidUrl(error)),
        Ok(url) => match near_scheme(url.scheme()) {
            // `localhost:3000/ok` is a URL of the scheme `localhost`.
            None if !url.has_host() => Some(ParameterFault::NoHost),
            // An app may have a scheme of its own.
            None => Some(ParameterFault::OtherScheme(None))
                .filter(|_| matches!(url.scheme(), "ftp" | "ws" | "wss")),
            near => Some(ParameterFault::OtherScheme(near)),
        },
    }
}

/// The scheme that is probably meant, if it is not that one: one letter is wrong, missing or too many, two are swapped, or it
/// has no other letters.
fn near_scheme(scheme: &str) -> Option<&'static str> {
    let meant = if scheme.ends_with('s') { "https" } else { "http" };
    let is_near = strsim::osa_distance(scheme, meant) == 1
        || (scheme.len() > 2 && scheme.bytes().all(|letter| b"htps".contains(&letter)));
    (is_near && !matches!(scheme, "http" | "https")).then_some(meant)
}

/// The fault of a string that is empty, or has only white space.
fn blank(text: &str) -> Option<ParameterFault> {
    match text.as_bytes().get(1) {
        Some(b'"') => Some(ParameterFault::Empty),
        Some(b' ' | b'\\' | 0x80..) => {
            let value = json::decode(text);
            let is_blank = str::from_utf8(&value).is_ok_and(|value| value.trim().is_empty());
            is_blank.then_some(ParameterFault::Blank)
        }
        _ => None,
    }
}

/// Whether a string is certainly a URL, of the usual form: after a valid host, any path is valid that has no white space and
/// no placeholder. Others are parsed, which is as slow as reading the whole request. `origin` is that of an earlier one.
fn is_plain_url<'a>(text: &'a str, origin: &mut &'a str) -> bool {
    let mut path = text.strip_prefix(*origin).filter(|_| origin.ends_with('/'));
    if path.is_none()
        && let Some((plain, rest)) = plain_origin(text).and_then(|end| text.split_at_checked(end))
    {
        (*origin, path) = (plain, Some(rest));
    }
    path.is_some_and(|path| !json::has_any(path.as_bytes(), [b' ', b'{', b'\\']))
}

/// The length of a URL's scheme and host, up to the slash after them or the string's end, if these are lower-case words
/// separated by dots. A host with digits may be an invalid IP address, and one with hyphens invalid Punycode.
fn plain_origin(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("\"https://").or_else(|| text.strip_prefix("\"http://"))?;
    let mut last = b'.';
    for (index, &byte) in rest.as_bytes().iter().enumerate() {
        match byte {
            b'a'..=b'z' => {}
            b'.' if last != b'.' => {}
            b'/' | b'"' if last != b'.' => {
                let slash = usize::from(byte == b'/');
                return Some(text.len() - rest.len() + index + slash);
            }
            _ => return None,
        }
        last = byte;
    }
    None
}

/// The currency that a text like `"try"` or `"TL"` means.
fn meant(text: &str) -> Option<&'static str> {
    let upper = text.trim_matches(['"', ' ']).to_ascii_uppercase();
    let code = if upper == "TL" || upper == "YTL" { "TRY" } else { &upper };
    Currency::from_code(code).map(|currency| currency.code())
}
