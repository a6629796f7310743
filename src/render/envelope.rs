//! What the API would answer, one line for each request (contract §4).

use std::fmt::Write;

use uuid::Uuid;

use crate::finding::{Finding, Severity};

pub(super) fn render(trace_id: Uuid, findings: &[Finding], out: &mut String) {
    out.push_str(r#"{"trace_id":""#);
    out.push_str(trace_id.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()));
    out.push_str(r#"","response":{"errors":["#);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    for (i, finding) in errors.enumerate() {
        if i > 0 {
            out.push(',');
        }
        let (message, argument) = answer(finding);
        let code = quote(finding.rule.code);
        let argument = argument.map_or_else(|| "null".to_owned(), |argument| quote(&argument));
        let message = quote(message);
        // Writing to a string cannot fail.
        let _ = write!(out, r#"{{"error_code":{code},"message":{message},"argument":{argument}}}"#);
    }
    out.push_str("]}}\n");
}

/// The message and the argument: the vendor's for a documented code, else the finding's own.
fn answer<'f>(finding: &'f Finding) -> (&'f str, Option<String>) {
    let path = finding.path.map(|path| path.argument());
    match &finding.rule.answer {
        Some(answer) => (answer.message, path.filter(|_| answer.names_field)),
        None => (&finding.message, path),
    }
}

/// As a JSON string, with no more escapes than JSON needs.
fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
