//! Generated inputs, and different inputs with the same result (contract §8, §10).

use crate::support::{Outcome, REQUEST, WRONG_AMOUNT, folder, hpplint, order, run, with};

/// Checks standard input, in the concise format.
fn concise(stdin: impl Into<Vec<u8>>) -> Outcome {
    run(hpplint(&["--format=concise"]).write_stdin(stdin))
}

/// Expects one error, whose line starts with `start`.
#[track_caller]
fn expect_error(outcome: &Outcome, start: &str) {
    assert!(outcome.stdout.starts_with(start), "{outcome:?}");
    assert_eq!((outcome.status, outcome.stdout.lines().count()), (1, 1), "{outcome:?}");
}

#[test]
fn standard_input_may_be_blank() {
    let empty = run(hpplint(&[]).write_stdin(""));
    assert_eq!((empty.status, &*empty.stdout), (0, ""));
    for blank in ["", "\n \r\n\t", "\u{feff}"] {
        for args in [&[][..], &["-"], &["--strict"], &["--json"]] {
            assert_eq!(run(hpplint(args).write_stdin(blank)), empty, "{args:?} {blank:?}");
        }
    }
}

/// As in a CI job, under cron, or if `xargs` was given no file. A step that checks nothing must not pass.
#[cfg(unix)]
#[test]
fn without_a_path_there_must_be_something_to_read() {
    for stdin in ["</dev/null", "<&-"] {
        let outcome = |args: &str| {
            let mut command = assert_cmd::Command::new("sh");
            command.args(["-c", &format!(r#"exec "$0" {args} {stdin}"#), env!("CARGO_BIN_EXE_hpplint")]);
            run(&mut command)
        };
        for args in ["", "--fix", "--json --strict"] {
            let refused = outcome(args);
            assert_eq!((refused.status, &*refused.stdout), (2, ""), "{args} {stdin}");
            let message = "error: no path given, and standard input is the null device: ";
            assert!(refused.stderr.starts_with(message), "{args} {stdin}: {refused:?}");
            assert!(refused.stderr.contains("`xargs -r`"), "{refused:?}");
        }
        // Here it was asked for, and other options need no input.
        assert_eq!(outcome("-"), run(hpplint(&["-"]).write_stdin("")));
        assert_eq!(outcome("--list-rules").status, 0);
    }
}

#[test]
fn a_file_needs_a_request() {
    let outcome_of = |content| {
        let folder = folder([("x.json", content)]);
        run(hpplint(&["x.json", "--format=concise"]).current_dir(&folder))
    };
    let empty = outcome_of("");
    expect_error(&empty, "x.json:1:1: error[LINT_INVALID_JSON] ");
    for content in ["\n \r\n\t", "\u{feff}", "[]", " [ ]\n[]"] {
        assert_eq!(outcome_of(content), empty, "{content:?}");
    }
}

#[test]
fn folders_are_searched_in_order_and_gitignore_is_respected() {
    let bad = &*with(REQUEST, WRONG_AMOUNT);
    let wanted = [".hidden.json", "a.json", "b/a.ndjson", "b/c/d.json", "b.jsonl", "ü.json"];
    let left_out = ["a.txt", "drafts/x.json", "b/old.json", ".git/x.json"];
    let folder = folder(wanted.iter().chain(&left_out).map(|name| (*name, bad)));
    std::fs::write(folder.path().join(".gitignore"), "drafts/\nold.*\n").unwrap();
    let checked = |args: &[&str]| {
        let outcome = run(hpplint(&["--format=concise"]).args(args).current_dir(&folder));
        assert_eq!(outcome.status, 1);
        let names =
            outcome.stdout.lines().map(|line| line.split_once(":1:11: error[AMOUNTS_DONT_MATCH]").unwrap());
        names.map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(checked(&["."]), wanted.map(|name| format!("./{name}")));
    // A file that is named is checked even if a search leaves it out.
    assert_eq!(checked(&["a.txt", "drafts/x.json"]), ["a.txt", "drafts/x.json"]);
}

#[test]
fn the_content_decides_how_requests_are_separated() {
    let [first, second] = [order("1"), order("2")];
    let pretty = |request: &str| request.replace(',', ",\r\n  ").replace('{', "{\n");
    let contents = [
        format!("{first}\n{second}\n"),
        format!("{first}\r\n\r\n{second}\r\n"),
        format!("\u{feff}{first}\n{second}"),
        format!("{first}{second}"),
        format!("[{first},{second}]"),
        format!("[\n{},\n{}\n]\n", pretty(&first), pretty(&second)),
        format!("{}\n{}\n", pretty(&first), pretty(&second)),
    ];
    for content in contents {
        let folder = folder([("x.json", &*content)]);
        let outcome = run(hpplint(&["--json", "--strict", "x.json"]).current_dir(&folder));
        assert_eq!((outcome.status, outcome.stdout.lines().count()), (0, 2), "{content}");
    }
}

#[test]
fn utf_16_is_one_error() {
    let little: Vec<u8> = REQUEST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = REQUEST.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = |mark: [u8; 2], text: &[u8]| [&mark, text].concat();
    for text in [marked([0xFF, 0xFE], &little), marked([0xFE, 0xFF], &big), little, big] {
        let outcome = concise(text);
        expect_error(&outcome, "<stdin>:1:1: error[LINT_INVALID_JSON] ");
        assert!(outcome.stdout.contains("UTF-16"), "{outcome:?}");
    }
}

#[test]
fn depth_is_no_error() {
    let (open, close) = ("[".repeat(200_000), "]".repeat(200_000));
    let deep = with(REQUEST, (r#""amount""#, &format!(r#""x":{open}{close},"amount""#)));
    let outcome = concise(deep);
    assert_eq!((outcome.status, &*outcome.stdout), (0, ""));
    expect_error(&concise(open.clone()), "<stdin>:1:200000: error[LINT_INVALID_JSON] ");
    expect_error(&concise(open + &close), "<stdin>:1:1: error[LINT_INVALID_JSON] ");
    expect_error(&concise("{".repeat(200_000)), "<stdin>:1:2: error[LINT_INVALID_JSON] ");
}

#[test]
fn a_number_may_have_a_million_digits_and_is_shown_in_part() {
    let digits = "1".repeat(1_000_000);
    let outcome = concise(with(REQUEST, (r#""amount":10"#, &format!(r#""amount":{digits}"#))));
    let start = "<stdin>:1:11: error[LINT_AMOUNT_OUT_OF_RANGE] amount: 11111111111111111111111111111111…";
    expect_error(&outcome, start);
    assert!(outcome.stdout.len() < 200, "{outcome:?}");
}

/// The input is recognised under its other name.
#[test]
fn no_report_overwrites_an_input_through_a_hard_link() {
    let folder = folder([("ok.json", REQUEST)]);
    std::fs::hard_link(folder.path().join("ok.json"), folder.path().join("other")).unwrap();
    let outcome = run(hpplint(&["--format=concise", "--output-file=other", "ok.json"]).current_dir(&folder));
    assert_eq!((outcome.status, &*outcome.stdout), (2, ""));
    assert!(outcome.stderr.starts_with("hpplint: other: "), "{outcome:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("ok.json")).unwrap(), REQUEST);
}

#[cfg(unix)]
#[test]
fn what_is_hostile_in_a_path_is_shown_escaped() {
    let folder = folder([("a\n\u{1b}[31m\u{202e}.json", &*with(REQUEST, WRONG_AMOUNT))]);
    let shown = r"./a\n\u001b[31m\u202e.json:1:11";
    for (format, expected) in [("concise", format!("{shown}: error")), ("human", format!("╭▸ {shown}\n"))]
    {
        let outcome = run(hpplint(&["--format", format, ".", "missing\n.json"]).current_dir(&folder));
        assert!(outcome.status == 2 && outcome.stdout.contains(&expected), "{outcome:?}");
        assert!(!outcome.stdout.contains(['\u{1b}', '\u{202e}']), "{outcome:?}");
        let (missing, summary) = outcome.stderr.trim_end().split_once('\n').unwrap();
        assert!(missing.starts_with(r"hpplint: missing\n.json: "), "{outcome:?}");
        assert!(summary.starts_with("1 request checked, "), "{outcome:?}");
    }
}

/// A text that is not JSON is one error, and what stands alone in it is checked and fixed.
#[test]
fn requests_alone_in_a_text_of_another_kind_are_checked_and_fixed() {
    let wrong = order("A").replacen("10", "13", 1);
    let text = |request: &str| format!("# Order\n\n```json\n{request}\n```\n\nBroken: `{{\"amount\":`\n");
    let outcome = concise(text(&wrong));
    let lines: Vec<_> = outcome.stdout.lines().collect();
    assert!(lines[0].starts_with("<stdin>:4:11: error[AMOUNTS_DONT_MATCH] "), "{outcome:?}");
    assert!(lines[1].starts_with("<stdin>:4:1: error[LINT_INVALID_JSON] Markdown"), "{outcome:?}");
    assert_eq!((outcome.status, lines.len()), (1, 2), "{outcome:?}");
    let fixed = run(hpplint(&["--fix", "-"]).write_stdin(text(&wrong)));
    assert_eq!(fixed.stdout, text(&wrong.replacen("13", "10.00", 1)));
}

#[test]
fn of_a_long_text_that_is_not_json_only_the_beginning_is_searched() {
    let command = format!("curl -d '{}' https://shop.example\n", order("A"));
    let error = |text: String, args: &[&str]| {
        let outcome = run(hpplint(&[&["--format=concise", "-"], args].concat()).write_stdin(text));
        expect_error(&outcome, "<stdin>:1:10: error[LINT_INVALID_JSON] a curl command, ");
        outcome.stdout
    };
    let end = |count| format!("; {count} seem to be in it, the first at 1:10 (--find checks them)\n");
    assert!(error(command.repeat(3), &[]).ends_with(&end("3 requests")));
    let limit = (2 * command.len()).to_string();
    assert!(
        error(command.repeat(3), &["--max-request-bytes", &limit]).ends_with(&end("at least 2 requests"))
    );
    assert!(error(command.repeat(3), &["--redact"]).ends_with(&end("3 requests")));
}
