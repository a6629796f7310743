//! `--expect` and `--expect-files` with levels, long streams and machine formats (contract §9).

use serde_json::{Deserializer, Value};

use crate::support::{NO_ORDER_DATE, Outcome, REQUEST, WRONG_AMOUNT, checked, folder, hpplint, run, with};

const NO_ERRORS: &str = r#"{"trace_id":"any","response":{"errors":[]}}"#;

/// The envelope of a wrong amount, formatted by hand.
const ENVELOPE: &str = concat!(
    "{\"response\": {\"errors\": [\n",
    "  {\"message\": \"Sepet ve Sipari\\u015f tutarları örtüşmüyor.\", \"error_code\": \"AMOUNTS_DONT_MATCH\"}\n",
    "]}}\n"
);

#[test]
fn levels_are_applied_before() {
    let request = with(&with(REQUEST, WRONG_AMOUNT), NO_ORDER_DATE);
    let status = |args: &[&str]| {
        run(hpplint(&["--quiet", "--format=concise"]).args(args).write_stdin(&*request)).status
    };
    let both = "--expect=AMOUNTS_DONT_MATCH,LINT_MISSING_PARAMETER";
    assert_eq!(status(&[both]), 1);
    assert_eq!(status(&[both, "--deny=LINT_MISSING_PARAMETER"]), 0);
    assert_eq!(status(&["--expect=AMOUNTS_DONT_MATCH", "--warn=AMOUNTS_DONT_MATCH"]), 1);
    assert_eq!(status(&[both, "--warn=LINT_UNMET_EXPECTATION,AMOUNTS_DONT_MATCH"]), 0);
    // Warnings count as without `--expect`.
    assert_eq!(status(&["--expect=AMOUNTS_DONT_MATCH"]), 0);
    assert_eq!(status(&["--expect=AMOUNTS_DONT_MATCH", "--strict"]), 1);
}

/// Each code is on a line of its own.
#[test]
fn machine_formats_show_both_sides_in_lines() {
    let other = ENVELOPE.replace("AMOUNTS_DONT_MATCH", "USER_NOT_FOUND");
    let folder = folder([("a.json", &*with(REQUEST, WRONG_AMOUNT)), ("a.expected.json", &other)]);
    for (format, message) in [("rdjsonl", "/message"), ("sarif", "/runs/0/results/0/message/text")] {
        let mut command = hpplint(&["--quiet", "--format", format, "--expect-files", "."]);
        let Outcome { stdout, .. } = run(command.current_dir(&folder));
        let value = Deserializer::from_str(&stdout).into_iter::<Value>().next().unwrap().unwrap();
        let message = value.pointer(message).unwrap().as_str().unwrap();
        for side in ["− USER_NOT_FOUND: ", "+ AMOUNTS_DONT_MATCH: "] {
            assert!(message.lines().any(|line| line.starts_with(side)), "{format}: {message}");
        }
    }
}

/// 1,000 requests, which is more than one block, and the envelope of each.
fn stream() -> (String, Vec<&'static str>) {
    let wrong = with(REQUEST, WRONG_AMOUNT);
    let is_wrong = |number: &usize| number % 7 == 3;
    let requests = (0..1_000).map(|number| if is_wrong(&number) { &wrong } else { REQUEST });
    let envelopes = (0..1_000).map(|number| if is_wrong(&number) { ENVELOPE } else { NO_ERRORS });
    (requests.flat_map(|request| [request, "\n"]).collect(), envelopes.collect())
}

/// Checks a stream and one more request, on one thread and on four; returns the status, each finding's place and code,
/// and the numbers of the summary.
fn found(requests: &str, envelopes: &str) -> (i32, Vec<String>, Vec<usize>) {
    let files = [("a.ndjson", requests), ("a.expected.ndjson", envelopes), ("b.json", REQUEST)];
    let folder = folder(files);
    let outcome = |threads| {
        let args = ["--expect-files", "--format=concise", "--order-ids=off", threads, "."];
        run(hpplint(&args).current_dir(&folder))
    };
    let one = outcome("--threads=1");
    assert_eq!(outcome("--threads=4"), one);
    let places = one.stdout.lines().map(|line| line.split_inclusive(']').next().unwrap().to_owned());
    (one.status, places.collect(), checked(&one.stderr))
}

#[test]
fn a_long_stream_has_its_envelopes_one_after_the_other() {
    let (requests, mut envelopes) = stream();
    assert_eq!(found(&requests, &envelopes.concat()), (0, vec![], vec![1_001, 0, 0, 0, 143]));
    envelopes.swap(996, 997);
    let expected = [
        "./a.ndjson:997:1: error[LINT_UNMET_EXPECTATION]",
        "./a.ndjson:998:1: error[LINT_UNMET_EXPECTATION]",
        "./a.ndjson:998:11: error[AMOUNTS_DONT_MATCH]",
    ];
    let expected = (1, expected.map(str::to_owned).into(), vec![1_001, 2, 3, 0, 142]);
    assert_eq!(found(&requests, &envelopes.join("\r\n")), expected);
}

#[test]
fn a_long_stream_has_as_many_envelopes_as_requests() {
    let (requests, mut envelopes) = stream();
    let trouble = (2, vec![], vec![1_001, 0, 0, 0, 143, 1]);
    assert_eq!(found(&requests, &(envelopes.concat() + NO_ERRORS)), trouble);
    envelopes.pop();
    assert_eq!(found(&requests, &envelopes.concat()), trouble);
}
