//! Asks the real program about a whole stream of requests and reads its envelopes.

use std::fmt::Write as _;

use proptest::prop_assert_eq;
use proptest::test_runner::TestCaseError;

use super::json::{self, Node, Value};
use super::model::{DOCUMENTED, Finding};

/// One line of the output.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) trace_id: String,
    pub(crate) errors: Vec<(String, Option<String>)>,
}

/// One answer for each request, in order, and an exit status and a standard error that fit them.
pub(crate) fn ask(args: &[String], input: &[u8]) -> Result<Vec<Answer>, TestCaseError> {
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_hpplint"))
        .args(["--json", "-q"])
        .args(args)
        .write_stdin(input)
        .output()
        .map_err(|error| TestCaseError::fail(format!("{error}")))?;
    let fail = |what: &str| {
        let show = String::from_utf8_lossy;
        let (stdout, stderr) = (show(&output.stdout), show(&output.stderr));
        let input = show(input);
        TestCaseError::fail(format!(
            "{what}\nargs: {args:?}\n{input}\n-- stdout\n{stdout}\n-- stderr\n{stderr}"
        ))
    };
    let text = str::from_utf8(&output.stdout).map_err(|_| fail("not UTF-8"))?;
    let answers: Option<Vec<Answer>> = text.lines().map(read).collect();
    let answers = answers.ok_or_else(|| fail("an envelope of another shape"))?;
    let status = i32::from(answers.iter().any(|answer| !answer.errors.is_empty()));
    if output.status.code() != Some(status) {
        return Err(fail(&format!("exit status {:?}, not {status}", output.status.code())));
    }
    if !output.stderr.is_empty() {
        return Err(fail("standard error is not empty"));
    }
    Ok(answers)
}

/// Checks that answer N is the expected one for request N.
pub(crate) fn compare(
    requests: &[Vec<u8>],
    expected: &[Vec<Finding>],
    answers: &[Answer],
) -> Result<(), TestCaseError> {
    for (n, expected) in expected.iter().enumerate() {
        let want: Vec<_> =
            expected.iter().map(|(code, argument)| ((*code).to_owned(), argument.clone())).collect();
        let got = answers.get(n).map(|answer| &answer.errors);
        if got == Some(&want) {
            continue;
        }
        // The request before it is shown too: it may have ended after this one.
        let shown = requests[n.saturating_sub(1)..=n].join(&b'\n');
        let shown = String::from_utf8_lossy(&shown);
        let mut report = format!("request {} of {}\n{shown}\n", n + 1, requests.len());
        let got = got.map_or("    (no answer)\n".to_owned(), |errors| listed(errors));
        let _ = write!(report, "expected:\n{}got:\n{got}", listed(&want));
        return Err(TestCaseError::fail(report));
    }
    let all = requests.join(&b'\n');
    let all = String::from_utf8_lossy(&all);
    prop_assert_eq!(answers.len(), requests.len(), "more answers than requests\n{}", all);
    Ok(())
}

fn listed(findings: &[(String, Option<String>)]) -> String {
    findings.iter().fold(String::new(), |mut list, (code, argument)| {
        let _ = writeln!(list, "    {code} {}", argument.as_deref().unwrap_or("null"));
        list
    })
}

/// Strict about §4: these keys, in this order, and nothing else.
fn read(line: &str) -> Option<Answer> {
    let envelope = json::parse(line)?;
    let [trace_id, response] = &fields(&envelope, &["trace_id", "response"])?[..] else {
        return None;
    };
    let [errors] = &fields(response, &["errors"])?[..] else {
        return None;
    };
    let Value::Array(errors) = &errors.value else {
        return None;
    };
    Some(Answer { trace_id: text(trace_id)?, errors: errors.iter().map(error).collect::<Option<_>>()? })
}

fn error(node: &Node) -> Option<(String, Option<String>)> {
    let [code, message, argument] = &fields(node, &["error_code", "message", "argument"])?[..] else {
        return None;
    };
    let (code, message) = (text(code)?, text(message)?);
    let documented = DOCUMENTED.iter().find(|(known, _)| *known == code);
    let right =
        documented.map_or(code.starts_with("LINT_") && !message.is_empty(), |(_, words)| *words == message);
    if !right {
        return None;
    }
    let argument = if let Value::Null = argument.value { None } else { Some(text(argument)?) };
    Some((code, argument))
}

fn fields<'a>(node: &'a Node, keys: &[&str]) -> Option<Vec<&'a Node>> {
    let Value::Object(members) = &node.value else {
        return None;
    };
    let same = members.iter().map(|member| member.key.as_str()).eq(keys.iter().copied());
    same.then(|| members.iter().map(|member| &member.value).collect())
}

fn text(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}
