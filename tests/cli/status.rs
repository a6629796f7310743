//! Exit status (contract §7), and the summary that goes with it.

use super::*;

#[test]
fn no_errors_is_0() {
    expect(hpplint(&["-"]).write_stdin(REQUEST), &Outcome { stderr: CLEAN, ..NOTHING });
}

#[test]
fn an_error_is_1_in_every_format() {
    let envelope = concat!(
        r#"{"trace_id":"059a1dd6-7b69-8dfa-9a6f-673ab99f7a31","response":{"errors":["#,
        r#"{"error_code":"AMOUNTS_DONT_MATCH","message":"Sepet ve Sipariş tutarları örtüşmüyor.","argument":null}"#,
        "]}}\n",
    );
    let concise = format!("<stdin>:1:11: {WRONG_AMOUNT_SAYS}");
    let cases =
        [("human", &*wrong_amount_for_humans("<stdin>")), ("concise", &concise), ("envelope", envelope)];
    for (format, stdout) in cases {
        expect(
            hpplint(&["--format", format]).write_stdin(with(REQUEST, WRONG_AMOUNT)),
            &Outcome { status: 1, stdout, stderr: ONE_ERROR },
        );
    }
}

#[test]
fn warnings_are_0_unless_strict() {
    let request = with(REQUEST, NO_ORDER_DATE);
    let stdout = &format!("<stdin>:1:1: {NO_ORDER_DATE_SAYS}");
    let outcome = Outcome { stdout, stderr: ONE_WARNING, ..NOTHING };
    expect(hpplint(&["--format=concise"]).write_stdin(&*request), &outcome);
    expect(
        hpplint(&["--format=concise", "--strict"]).write_stdin(&*request),
        &Outcome { status: 1, ..outcome },
    );
    let answer = clean_envelope("fa2c9d2c-6f6d-8fd4-94ed-0ae36d504bbb");
    expect(
        hpplint(&["--json", "--strict"]).write_stdin(request),
        &Outcome { status: 1, stdout: &answer, stderr: ONE_WARNING },
    );
    expect(hpplint(&["--strict"]).write_stdin(REQUEST), &Outcome { stderr: CLEAN, ..NOTHING });
}

#[test]
fn quiet_shows_errors_only_and_no_summary() {
    let request = with(&with(REQUEST, WRONG_AMOUNT), NO_ORDER_DATE);
    let stdout = &format!("<stdin>:1:11: {WRONG_AMOUNT_SAYS}");
    for flag in ["-q", "--quiet"] {
        expect(
            hpplint(&["--format=concise", flag]).write_stdin(&*request),
            &Outcome { status: 1, stdout, ..NOTHING },
        );
    }
    // What is not shown still counts.
    expect(
        hpplint(&["-q", "--strict"]).write_stdin(with(REQUEST, NO_ORDER_DATE)),
        &Outcome { status: 1, ..NOTHING },
    );
}

#[test]
fn quiet_does_not_hide_trouble() {
    let stderr = "hpplint: missing.json: No such file or directory (os error 2)\n";
    expect(&mut hpplint(&["-q", "missing.json"]), &Outcome { status: 2, stderr, ..NOTHING });
}

#[test]
fn trouble_is_2_and_outranks_1_and_the_others_are_checked() {
    let folder = folder([("bad.json", &*with(REQUEST, WRONG_AMOUNT)), ("ok.json", REQUEST)]);
    expect(
        hpplint(&["--format=concise", "missing.json", "bad.json", "ok.json"]).current_dir(&folder),
        &Outcome {
            status: 2,
            stdout: &format!("bad.json:1:11: {WRONG_AMOUNT_SAYS}"),
            stderr: "hpplint: missing.json: No such file or directory (os error 2)\n\
                     2 requests checked, 1 with errors: 1 error, 0 warnings; 1 input could not be read\n",
        },
    );
    expect(
        hpplint(&["ok.json", "a.json", "b.json"]).current_dir(&folder),
        &Outcome {
            status: 2,
            stderr: "hpplint: a.json: No such file or directory (os error 2)\n\
                     hpplint: b.json: No such file or directory (os error 2)\n\
                     1 request checked, 0 with errors: 0 errors, 0 warnings; 2 inputs could not be read\n",
            ..NOTHING
        },
    );
}

/// The last line of what is said of wrong usage, and what is said first.
fn usage(what: &str, usage: &str) -> String {
    format!("error: {what}\n\n{usage}For more information, try '--help'.\n")
}

#[test]
fn wrong_usage_is_2() {
    let options = "Usage: hpplint [OPTIONS] [PATHS]...\n\n";
    let one_stdout = "only one format can go to standard output; give the others an --output-file each";
    let cases: [(&[&str], String); 7] = [
        (
            &["--nope"],
            usage(
                "unexpected argument '--nope' found\n\n  tip: to pass '--nope' as a value, use '-- --nope'",
                options,
            ),
        ),
        (
            &["--format", "xml"],
            usage(
                "invalid value 'xml' for '--format <FORMAT>'\n  [possible values: human, concise, envelope, github, gitlab, junit, rdjsonl, sarif]",
                "",
            ),
        ),
        (&["--json", "--format", "concise"], usage(one_stdout, options)),
        (
            &["--format=github", "--output-file=a", "--output-file=b"],
            usage("each --output-file needs a --format of its own", options),
        ),
        (
            &["--order-ids", "never"],
            usage(
                "invalid value 'never' for '--order-ids <WHERE>'\n  [possible values: off, stream, run]",
                "",
            ),
        ),
        (
            &["--max-request-bytes", "0"],
            usage("invalid value '0' for '--max-request-bytes <N>': 0 is not in 1..=1073741824", ""),
        ),
        (
            &["--known-users"],
            usage("a value is required for '--known-users <FILE>' but none was supplied", ""),
        ),
    ];
    for (args, stderr) in &cases {
        expect(&mut hpplint(args), &Outcome { status: 2, stderr, ..NOTHING });
    }
}
