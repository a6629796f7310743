//! Requests that are wrong on purpose.

use crate::*;

const EXPECTED: &str = "1 request checked, 0 with errors: 0 errors, 0 warnings; 1 expected\n";
const UNMET: &str = "error[LINT_UNMET_EXPECTATION]";

fn wrong() -> String {
    with(REQUEST, WRONG_AMOUNT)
}

/// The envelope of [`wrong`], as somebody may have written it.
fn envelope() -> String {
    concat!(
        "{\"response\": {\"errors\": [\n",
        "  {\"message\": \"Sepet ve Sipari\\u015f tutarları örtüşmüyor.\", \"error_code\": \"AMOUNTS_DONT_MATCH\"}\n",
        "]}}\n"
    )
    .to_owned()
}

const NO_ERRORS: &str = r#"{"trace_id":"any","response":{"errors":[]}}"#;

/// Runs with `--expect-files` and `--format concise` in a folder with these files.
fn in_folder<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>, args: &[&str]) -> (TempDir, Command) {
    let folder = folder(files);
    let mut command = hpplint(&["--expect-files", "--format=concise", "--order-ids=off"]);
    command.args(args).current_dir(folder.path());
    (folder, command)
}

/// What a format says of [`wrong`] if another envelope is expected.
fn shown(envelope: &str, format: &str) -> String {
    let folder = folder([("a.json", &*wrong()), ("a.expected.json", envelope)]);
    let mut command = hpplint(&["--quiet", "--format", format, "--expect-files", "."]);
    String::from_utf8(command.current_dir(&folder).output().unwrap().stdout).unwrap()
}

#[test]
fn expected_errors_are_not_shown_and_do_not_fail() {
    for codes in ["AMOUNTS_DONT_MATCH", "amounts_dont_match,AMOUNTS_DONT_MATCH"] {
        for format in ["human", "concise"] {
            expect(
                hpplint(&["--strict", "--format", format, "--expect", codes]).write_stdin(wrong()),
                &Outcome { stderr: EXPECTED, ..NOTHING },
            );
        }
    }
    let output = hpplint(&["-q", "--json", "--expect=AMOUNTS_DONT_MATCH"]).write_stdin(wrong()).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains(r#"[{"error_code":"AMOUNTS_DONT_MATCH""#));
}

#[test]
fn every_request_must_give_them_and_a_clean_one_does_not() {
    let requests = [wrong(), order("A-2"), with(&order("A-3"), WRONG_AMOUNT)].join("\n");
    expect(
        hpplint(&["--format=concise", "--expect=AMOUNTS_DONT_MATCH"]).write_stdin(&*requests),
        &Outcome {
            status: 1,
            stdout: &format!("<stdin>:2:1: {UNMET} expected AMOUNTS_DONT_MATCH; found no errors\n"),
            stderr: "3 requests checked, 1 with errors: 1 error, 0 warnings; 2 expected\n",
        },
    );
    expect(
        hpplint(&["--format=concise", "--expect", "AMOUNTS_DONT_MATCH", "--expect", "USER_NOT_FOUND"])
            .write_stdin(wrong()),
        &Outcome {
            status: 1,
            stdout: &format!(
                "<stdin>:1:1: {UNMET} expected USER_NOT_FOUND, AMOUNTS_DONT_MATCH; found AMOUNTS_DONT_MATCH\n\
                 <stdin>:1:11: {WRONG_AMOUNT_SAYS}"
            ),
            stderr: "1 request checked, 1 with errors: 2 errors, 0 warnings\n",
        },
    );
}

#[test]
fn an_unmet_expectation_stands_first_in_the_envelope() {
    let unmet = concat!(
        r#"{"trace_id":"1113d4a6-2b28-8221-a459-dc074e31c72a","response":{"errors":[{"#,
        r#""error_code":"LINT_UNMET_EXPECTATION","message":"expected USER_NOT_FOUND; found no errors","#,
        r#""argument":null}]}}"#,
        "\n"
    );
    expect(
        hpplint(&["--json", "--expect=USER_NOT_FOUND"]).write_stdin(REQUEST),
        &Outcome { status: 1, stdout: unmet, stderr: ONE_ERROR },
    );
}

#[test]
fn levels_are_applied_before() {
    let request = with(&wrong(), NO_ORDER_DATE);
    let run = |args: &[&str]| {
        let mut command = hpplint(&["--quiet", "--format=concise"]);
        command.args(args).write_stdin(&*request);
        command.output().unwrap().status.code()
    };
    let both = "--expect=AMOUNTS_DONT_MATCH,LINT_MISSING_PARAMETER";
    assert_eq!(run(&[both]), Some(1));
    assert_eq!(run(&[both, "--deny=LINT_MISSING_PARAMETER"]), Some(0));
    assert_eq!(run(&["--expect=AMOUNTS_DONT_MATCH", "--warn=AMOUNTS_DONT_MATCH"]), Some(1));
    assert_eq!(run(&[both, "--warn=LINT_UNMET_EXPECTATION,AMOUNTS_DONT_MATCH"]), Some(0));
    // Warnings are as they were.
    assert_eq!(run(&["--expect=AMOUNTS_DONT_MATCH"]), Some(0));
    assert_eq!(run(&["--expect=AMOUNTS_DONT_MATCH", "--strict"]), Some(1));
}

#[test]
fn an_envelope_that_is_named_brings_its_requests_in() {
    let files = [("a.json", &*wrong()), ("a.expected.json", NO_ERRORS), ("b.json", REQUEST)];
    let both = ["a.expected.json", "a.json"];
    for args in [&["a.expected.json"][..], &both, &["./a.expected.json", "a.json"]] {
        let (_folder, mut command) = in_folder(files, args);
        expect(
            &mut command,
            &Outcome {
                status: 1,
                stdout: &format!(
                    "{name}:1:1: {UNMET} expected no errors; found AMOUNTS_DONT_MATCH\n{name}:1:11: {WRONG_AMOUNT_SAYS}",
                    name = "a.json"
                ),
                stderr: "1 request checked, 1 with errors: 2 errors, 0 warnings\n",
            },
        );
    }
}

#[test]
fn an_empty_standard_input_meets_every_expectation() {
    expect(
        hpplint(&["--expect=AMOUNTS_DONT_MATCH"]).write_stdin(""),
        &Outcome { stderr: NO_REQUEST, ..NOTHING },
    );
}

#[test]
fn a_file_gives_the_envelope_beside_it() {
    let bom = format!("\u{feff}{}", envelope());
    let files = [
        ("a.json", &*wrong()),
        ("a.expected.json", &envelope()),
        ("b.json", &wrong()),
        ("b.expected.json", &bom),
        ("c.json", REQUEST),
        ("d.json", REQUEST),
        ("d.expected.json", NO_ERRORS),
    ];
    let clean = "4 requests checked, 0 with errors: 0 errors, 0 warnings; 2 expected\n";
    for paths in [&["."][..], &["a.json", "a.expected.json", "b.json", "c.json", "d.expected.json", "d.json"]]
    {
        let (_folder, mut command) = in_folder(files, paths);
        expect(&mut command, &Outcome { stderr: clean, ..NOTHING });
    }
}

#[test]
fn another_envelope_shows_both_sides() {
    let other = envelope().replace("AMOUNTS_DONT_MATCH", "USER_NOT_FOUND");
    let (_folder, mut command) = in_folder([("a.json", &*wrong()), ("a.expected.json", &other)], &["."]);
    expect(
        &mut command,
        &Outcome {
            status: 1,
            stdout: &format!(
                "./a.json:1:1: {UNMET} expected USER_NOT_FOUND; found AMOUNTS_DONT_MATCH\n\
                 ./a.json:1:11: {WRONG_AMOUNT_SAYS}"
            ),
            stderr: "1 request checked, 1 with errors: 2 errors, 0 warnings\n",
        },
    );
    let stdout = shown(&other, "human");
    for line in [
        "  help: − expected, + found:\n",
        "        − USER_NOT_FOUND: Sepet ve Sipariş tutarları örtüşmüyor.\n",
        "        + AMOUNTS_DONT_MATCH: Sepet ve Sipariş tutarları örtüşmüyor.\n",
    ] {
        assert!(stdout.contains(line), "{stdout}");
    }
    // A line each, wherever there is room for lines.
    for format in ["rdjsonl", "sarif"] {
        let stdout = shown(&other, format);
        assert!(stdout.contains(r"+ found:\n− USER_NOT_FOUND: "), "{stdout}");
    }
}

#[test]
fn what_is_hostile_in_an_envelope_is_shown_escaped() {
    let other = envelope().replace("AMOUNTS_DONT_MATCH", "A\\u001b[2J\u{9b}\\n");
    let stdout = shown(&other, "human");
    assert!(stdout.contains(r"− A\u001b[2J\u009b\n: Sepet"), "{stdout}");
    assert!(!stdout.contains(['\u{1b}', '\u{9b}']), "{stdout}");
}

/// Requests, so many that they are several blocks, and what is expected of them.
fn stream() -> (String, Vec<String>) {
    let (mut requests, mut envelopes) = (String::new(), Vec::new());
    for number in 0..1_000 {
        let is_wrong = number % 7 == 3;
        requests += &if is_wrong { wrong() } else { REQUEST.to_owned() };
        requests += "\n";
        envelopes.push(if is_wrong { envelope() } else { NO_ERRORS.to_owned() });
    }
    (requests, envelopes)
}

/// Runs on one thread and on more.
#[track_caller]
fn expect_of_stream(requests: &str, envelopes: &str, outcome: &Outcome) {
    for threads in ["--threads=1", "--threads=4"] {
        let files = [("a.ndjson", requests), ("a.expected.ndjson", envelopes), ("b.json", REQUEST)];
        let (_folder, mut command) = in_folder(files, &[threads, "."]);
        expect(&mut command, outcome);
    }
}

#[test]
fn a_stream_has_its_envelopes_one_after_the_other() {
    let (requests, mut envelopes) = stream();
    let stderr = "1001 requests checked, 0 with errors: 0 errors, 0 warnings; 143 expected\n";
    expect_of_stream(&requests, &envelopes.concat(), &Outcome { stderr, ..NOTHING });
    envelopes.swap(996, 997);
    expect_of_stream(
        &requests,
        &envelopes.join("\r\n"),
        &Outcome {
            status: 1,
            stdout: &format!(
                "./a.ndjson:997:1: {UNMET} expected AMOUNTS_DONT_MATCH; found no errors\n\
                 ./a.ndjson:998:1: {UNMET} expected no errors; found AMOUNTS_DONT_MATCH\n\
                 ./a.ndjson:998:11: {WRONG_AMOUNT_SAYS}"
            ),
            stderr: "1001 requests checked, 2 with errors: 3 errors, 0 warnings; 142 expected\n",
        },
    );
}

#[test]
fn a_stream_has_as_many_envelopes_as_requests() {
    let (requests, mut envelopes) = stream();
    let trouble = |how: &str| {
        format!(
            "hpplint: ./a.expected.ndjson: it holds {how} envelopes than ./a.ndjson requests\n\
             1001 requests checked, 0 with errors: 0 errors, 0 warnings; 143 expected; 1 input could not be read\n"
        )
    };
    let more = envelopes.concat() + NO_ERRORS;
    expect_of_stream(&requests, &more, &Outcome { status: 2, stderr: &trouble("more"), ..NOTHING });
    envelopes.pop();
    expect_of_stream(
        &requests,
        &envelopes.concat(),
        &Outcome { status: 2, stderr: &trouble("fewer"), ..NOTHING },
    );
}

#[test]
fn an_envelope_that_cannot_be_read_is_trouble_and_the_request_is_checked_as_usual() {
    let wrong = wrong();
    let trouble = |envelope: &str, reason: &str| {
        let files = [("a.json", &*wrong), ("a.expected.json", envelope), ("b.json", REQUEST)];
        let (_folder, mut command) = in_folder(files, &["."]);
        expect(
            &mut command,
            &Outcome {
                status: 2,
                stdout: &format!("./a.json:1:11: {WRONG_AMOUNT_SAYS}"),
                stderr: &format!(
                    "hpplint: ./a.expected.json: {reason}\n\
                     2 requests checked, 1 with errors: 1 error, 0 warnings; 1 input could not be read\n"
                ),
            },
        );
    };
    let no_envelope = "value 1 is not an envelope as `--json` prints it";
    trouble("", "it holds fewer envelopes than ./a.json requests");
    trouble("{\"response\"", "EOF while parsing an object at line 1 column 11");
    trouble("[]", no_envelope);
    trouble(REQUEST, no_envelope);
    trouble(&envelope().replace("error_code", "code"), no_envelope);
    trouble(&envelope().replace("}\n]", ",\"argumnet\":null}\n]"), no_envelope);
    trouble(&envelope().replace("}\n]", ",\"argument\":1}\n]"), no_envelope);
}

#[test]
fn an_envelope_without_requests_beside_it_is_trouble() {
    let (_folder, mut command) = in_folder([("a.json", REQUEST), ("b.expected.json", NO_ERRORS)], &["."]);
    expect(
        &mut command,
        &Outcome {
            status: 2,
            stderr: "hpplint: ./b.expected.json: ./b.json is missing next to it\n\
                     1 request checked, 0 with errors: 0 errors, 0 warnings; 1 input could not be read\n",
            ..NOTHING
        },
    );
}

#[test]
fn expectations_do_not_go_with_mending_nor_both_kinds_together() {
    for args in [
        ["--expect=USER_NOT_FOUND", "--expect-files"],
        ["--expect-files", "--fix"],
        ["--expect-files", "--diff"],
    ] {
        assert_eq!(hpplint(&args).output().unwrap().status.code(), Some(2), "{args:?}");
    }
}
