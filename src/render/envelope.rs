//! What the API would answer, one line for each request (contract §4).

use std::borrow::Cow;
use std::fmt::Write;

use uuid::Uuid;

use super::renderer::{Entries, Render};
use super::report::{Clean, Report};
use crate::request::trace_id::trace_id;
use crate::rules::finding::Finding;

/// An error as the API answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError<'e> {
    pub(crate) code: Cow<'e, str>,
    pub(crate) message: Cow<'e, str>,
    pub(crate) argument: Option<Cow<'e, str>>,
}

/// The errors among the findings: with the vendor's message for a documented code, else with their own.
pub(crate) fn api_errors<'f>(findings: &'f [Finding]) -> impl Iterator<Item = ApiError<'f>> {
    findings.iter().filter(|finding| finding.is_error()).map(|finding| {
        let path = finding.path.map(|path| path.argument());
        let (message, argument) = match &finding.rule.answer {
            Some(answer) => (answer.message, path.filter(|_| answer.names_field)),
            None => (&*finding.message, path),
        };
        ApiError {
            code: finding.rule.code.into(),
            message: message.into(),
            argument: argument.map(Cow::Owned),
        }
    })
}

/// The format `envelope`.
pub(super) struct Envelope;

impl Render for Envelope {
    fn render(&self, report: &Report, entries: &mut Entries) {
        render(report.trace_id, report.findings, &mut entries.text);
    }

    fn render_clean(&self, request: &Clean, entries: &mut Entries) {
        render(trace_id(request.bytes), &[], &mut entries.text);
    }
}

fn render(trace_id: Uuid, findings: &[Finding], out: &mut String) {
    out.push_str(r#"{"trace_id":""#);
    out.push_str(trace_id.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()));
    out.push_str(r#"","response":{"errors":["#);
    for (i, error) in api_errors(findings).enumerate() {
        if i > 0 {
            out.push(',');
        }
        let argument = error.argument.map_or_else(|| "null".to_owned(), |argument| quote(&argument));
        let (code, message) = (quote(&error.code), quote(&error.message));
        // Writing to a string cannot fail.
        let _ = write!(out, r#"{{"error_code":{code},"message":{message},"argument":{argument}}}"#);
    }
    out.push_str("]}}\n");
}

/// As a JSON string, with no more escapes than JSON needs.
fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
