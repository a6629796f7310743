//! `LINT_INVALID_PARAMETER` (contract §6).

use iso_currency::Currency;
use url::Url;

use super::{Case, Check, Claim, Findings, ParameterFault, Rule, Severity, docs};
use crate::json::{self, Kind};
use crate::request::{Object, Parameter, Path, Place, Type};
use crate::text::redact::is_personal;

pub(super) static RULE: Rule = Rule {
    code: "LINT_INVALID_PARAMETER",
    severity: Severity::Warning,
    summary: "a documented parameter outside the basket has another type, or is not a valid URL or currency",
    docs: docs!("lint_invalid_parameter"),
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    case.request.each_text(&mut |parameter, text| {
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
        Type::Url => url_fault(text),
        Type::Currency if case.currency.is_none() => Some(ParameterFault::UnknownCurrency(meant(text))),
        _ => None,
    }
}

fn url_fault(text: &str) -> Option<ParameterFault> {
    if is_plain_url(text) {
        return None;
    }
    let value = json::decode(text);
    match Url::parse(str::from_utf8(&value).unwrap_or_default()) {
        // `localhost:3000/ok` is a URL of the scheme `localhost`.
        Ok(url) if !url.has_host() => Some(ParameterFault::NoHost),
        Ok(_) => None,
        Err(error) => Some(ParameterFault::InvalidUrl(error)),
    }
}

/// Whether a string is certainly a URL, of the usual form: after a valid host, any path is valid. Others are parsed, which
/// is as slow as reading the whole request.
fn is_plain_url(text: &str) -> bool {
    let rest = text.strip_prefix("\"https://").or_else(|| text.strip_prefix("\"http://"));
    rest.is_some_and(|rest| begins_with_plain_host(rest.as_bytes()))
}

/// Whether it begins with lower-case words separated by dots, up to a slash or the string's end. A host with digits may be
/// an invalid IP address, and one with hyphens invalid Punycode.
fn begins_with_plain_host(rest: &[u8]) -> bool {
    let mut last = b'.';
    for &byte in rest {
        match byte {
            b'a'..=b'z' => {}
            b'.' if last != b'.' => {}
            _ => return last != b'.' && matches!(byte, b'/' | b'"'),
        }
        last = byte;
    }
    false
}

/// The currency that a text like `"try"` or `"TL"` means.
fn meant(text: &str) -> Option<&'static str> {
    let upper = text.trim_matches(['"', ' ']).to_ascii_uppercase();
    let code = if upper == "TL" || upper == "YTL" { "TRY" } else { &upper };
    Currency::from_code(code).map(|currency| currency.code())
}
