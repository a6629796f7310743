//! `LINT_INVALID_PARAMETER` (contract §6).

use iso_currency::Currency;
use url::Url;

use super::{Case, Check, Rule};
use crate::rules::finding::{Findings, Severity};
use crate::json::{self, Kind};
use crate::request::{Parameter, Path, Place, Type, is_personal};

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_INVALID_PARAMETER",
    severity: Severity::Warning,
    summary: "a documented parameter outside the basket is of another type, no URL or no currency",
    explanation: include_str!("lint_invalid_parameter.md"),
    bad: include_str!("../../fixtures/lint_invalid_parameter/bad.json"),
    ok: include_str!("../../fixtures/lint_invalid_parameter/ok.json"),
    section: "§6",
    answer: None,
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    for (parameter, text) in case.request.parameters() {
        let Some(text) = text else { continue };
        let Some(fault) = fault(parameter, text, case) else { continue };
        let path = Path::of(Place::Request, parameter.name);
        let message = match Kind::of(text) {
            Kind::Object | Kind::Array => format!("{path} {}", fault.what),
            _ if is_personal(parameter.name) => format!("{path} {}", fault.what),
            _ => format!("{path}: {} {}", case.quote(text, 60), fault.what),
        };
        let finding = findings.report(&RULE, Some(path), text, message);
        finding.label(fault.label);
        finding.help = fault.help;
    }
}

struct Fault {
    what: String,
    label: String,
    help: Option<String>,
}

impl Fault {
    fn new(what: impl Into<String>, label: impl Into<String>) -> Self {
        Self { what: what.into(), label: label.into(), help: None }
    }
}

fn fault(parameter: &Parameter, text: &str, case: &Case) -> Option<Fault> {
    let kind = Kind::of(text);
    if !parameter.kind.admits(kind) {
        let wanted = match parameter.kind {
            Type::Boolean => "a boolean",
            Type::Id => "a string or a number",
            _ => "a string",
        };
        return Some(Fault::new(
            format!("is {}, not {wanted}", kind.with_article()),
            format!("must be {wanted}"),
        ));
    }
    match parameter.kind {
        Type::Url => url_fault(text),
        Type::Currency if case.currency.is_none() => Some(currency_fault(text)),
        _ => None,
    }
}

fn url_fault(text: &str) -> Option<Fault> {
    if is_plain_url(text) {
        return None;
    }
    let value = json::decode(text);
    let reason = match Url::parse(str::from_utf8(&value).unwrap_or_default()) {
        // As in `localhost:3000/ok`, which is a URL of the scheme `localhost`.
        Ok(url) if !url.has_host() => "it names no host".to_owned(),
        Ok(_) => return None,
        Err(error) => error.to_string(),
    };
    let mut fault = Fault::new(format!("is no URL: {reason}"), "no URL");
    fault.help = Some("write the whole address, with https:// in front".to_owned());
    Some(fault)
}

/// Whether a string is a URL beyond doubt, of the kind that nearly all are: behind a good host, there is no wrong path.
/// Others are parsed, which takes as long as reading all of the request.
fn is_plain_url(text: &str) -> bool {
    let rest = text.strip_prefix("\"https://").or_else(|| text.strip_prefix("\"http://"));
    rest.is_some_and(|rest| begins_with_plain_host(rest.as_bytes()))
}

/// Whether it begins with words and points between them, up to a slash or the string's end. A host with digits may be
/// a wrong address in numbers, and one with hyphens a wrong Punycode.
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

fn currency_fault(text: &str) -> Fault {
    let mut fault = Fault::new("is no currency of ISO 4217", "no currency");
    let upper = text.trim_matches(['"', ' ']).to_ascii_uppercase();
    let meant = if upper == "TL" || upper == "YTL" { "TRY" } else { &upper };
    fault.help = Currency::from_code(meant).map(|currency| format!("write \"{}\"", currency.code()));
    fault
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_plain_url_is_a_url(host in "[a-z.]{0,12}", path in "(/.{0,20})?") {
            let url = format!("https://{host}{path}");
            if is_plain_url(&serde_json::Value::from(&*url).to_string()) {
                prop_assert!(Url::parse(&url).is_ok(), "{url}");
            }
        }
    }
}
