//! `hpplint.toml`: what it sets, who beats it, and what is wrong with it.

use hpplint::rules::RULES;

use super::*;

/// A file that sets everything, and has two requests beside it in folders of their own.
const ALL: &str = r#"
format = "concise"
order-ids = "run"
known-orders = "facts/orders.txt"
known-users = "facts/users.txt"
exclude = ["drafts/", "*.old.json"]

[rules]
lint_missing_parameter = "deny"
AMOUNTS_DONT_MATCH = "warn"
"#;

/// A project with these settings.
fn project(settings: &str) -> TempDir {
    let request = &*with(REQUEST, WRONG_AMOUNT);
    folder([
        ("hpplint.toml", settings),
        ("facts/orders.txt", "A-9\n"),
        ("facts/users.txt", "7\n"),
        ("shop/requests/1.json", request),
        ("shop/requests/drafts/2.json", request),
        ("shop/requests/3.old.json", request),
    ])
}

fn in_shop(project: &TempDir, args: &[&str]) -> Command {
    let mut command = hpplint(args);
    command.current_dir(project.path().join("shop"));
    command
}

/// What is said of [`WRONG_AMOUNT`] where its rule is a warning.
fn warned(name: &str) -> String {
    format!("{name}:1:11: {}", WRONG_AMOUNT_SAYS.replace("error", "warning"))
}

#[test]
fn the_nearest_file_above_holds() {
    let project = project(ALL);
    let outcome = Outcome { stdout: &warned("requests/1.json"), stderr: ONE_WARNING, ..NOTHING };
    expect(&mut in_shop(&project, &["requests"]), &outcome);
    // The same wherever the paths are relative to.
    let path = project.path().join("shop/requests").display().to_string();
    let stdout = &warned(&format!("{path}/1.json"));
    expect(&mut in_shop(&project, &[&path]), &Outcome { stdout, ..outcome });
    std::fs::write(project.path().join("shop/hpplint.toml"), "format = \"envelope\"").unwrap();
    let stdout = in_shop(&project, &["-q", "requests/1.json"]).output().unwrap().stdout;
    assert!(stdout.starts_with(br#"{"trace_id""#));
}

#[test]
fn facts_are_found_beside_the_file() {
    let project = project(ALL);
    let wrong = |text: &str| {
        let mut command = in_shop(&project, &["-q"]);
        let stdout = command.write_stdin(text).output().unwrap().stdout;
        String::from_utf8(stdout).unwrap()
    };
    let known = wrong(&order("A-9"));
    assert!(known.contains("ORDER_ID_EXISTS") && known.contains("among the known orders"), "{known}");
    let stranger = wrong(&with(REQUEST, ("A-1\"", "A-1\",\"session_owner_id\":8")));
    assert!(stranger.contains("USER_NOT_FOUND"), "{stranger}");
}

#[test]
fn paths_that_are_named_are_checked_even_if_they_are_excluded() {
    let project = project(ALL);
    let args = ["requests/3.old.json", "requests/drafts", "--order-ids=off"];
    expect(
        &mut in_shop(&project, &args),
        &Outcome {
            stdout: &(warned("requests/3.old.json") + &warned("requests/drafts/2.json")),
            stderr: "2 requests checked, 0 with errors: 0 errors, 2 warnings\n",
            ..NOTHING
        },
    );
}

#[test]
fn a_folder_of_which_all_is_excluded_is_trouble() {
    let project = project("exclude = [\"shop/requests/*\"]");
    let stderr = "hpplint: requests: no *.json, *.ndjson or *.jsonl file in this folder, or all are excluded\n\
                  0 requests checked, 0 with errors: 0 errors, 0 warnings; 1 input could not be read\n";
    expect(&mut in_shop(&project, &["requests"]), &Outcome { status: 2, stderr, ..NOTHING });
}

#[test]
fn patterns_hold_below_the_folder_of_the_settings() {
    let project = project("");
    std::fs::write(project.path().join("shop/requests/drafts/s.toml"), "exclude = [\"*\"]").unwrap();
    let args = ["--config=requests/drafts/s.toml", "--format=concise", "--order-ids=off", "requests"];
    let says = |name: &str| format!("requests/{name}:1:11: {WRONG_AMOUNT_SAYS}");
    expect(
        &mut in_shop(&project, &args),
        &Outcome {
            status: 1,
            stdout: &(says("1.json") + &says("3.old.json")),
            stderr: "2 requests checked, 2 with errors: 2 errors, 0 warnings\n",
        },
    );
}

#[test]
fn the_command_line_beats_the_file_key_by_key() {
    let project = project(ALL);
    let stdout = format!("requests/1.json:1:11: {WRONG_AMOUNT_SAYS}");
    let args = ["requests/1.json", "-D", "AMOUNTS_DONT_MATCH"];
    expect(&mut in_shop(&project, &args), &Outcome { status: 1, stdout: &stdout, stderr: ONE_ERROR });
    let stdout = in_shop(&project, &["-q", "--json", "requests/1.json"]).output().unwrap().stdout;
    assert!(stdout.starts_with(br#"{"trace_id""#));
    // The rest of the file still holds.
    let missing = with(REQUEST, NO_ORDER_DATE);
    expect(
        in_shop(&project, &["-D", "AMOUNTS_DONT_MATCH", "--order-ids=off"]).write_stdin(missing),
        &Outcome {
            status: 1,
            stdout: &format!("<stdin>:1:1: {}", NO_ORDER_DATE_SAYS.replace("warning", "error")),
            stderr: ONE_ERROR,
        },
    );
}

#[test]
fn a_file_can_be_named_and_all_be_ignored() {
    let project = project("format = 1");
    std::fs::write(project.path().join("other.toml"), ALL).unwrap();
    let args = ["--config", "../other.toml", "requests/1.json"];
    let stdout = &warned("requests/1.json");
    expect(&mut in_shop(&project, &args), &Outcome { stdout, stderr: ONE_WARNING, ..NOTHING });
    let args = ["--isolated", "--format=concise", "requests/1.json"];
    let stdout = &format!("requests/1.json:1:11: {WRONG_AMOUNT_SAYS}");
    expect(&mut in_shop(&project, &args), &Outcome { status: 1, stdout, stderr: ONE_ERROR });
    let stderr = "hpplint: missing.toml: No such file or directory (os error 2)\n";
    expect(
        &mut in_shop(&project, &["--config", "missing.toml", "requests"]),
        &Outcome { status: 2, stderr, ..NOTHING },
    );
}

#[test]
fn all_that_is_wrong_is_told_with_its_place() {
    let wrong = |settings: &str, lines: &[&str]| {
        let project = project(settings);
        let lines: Vec<String> =
            lines.iter().map(|line| format!("hpplint: ../hpplint.toml:{line}\n")).collect();
        expect(
            &mut in_shop(&project, &["requests"]),
            &Outcome { status: 2, stderr: &lines.concat(), ..NOTHING },
        );
    };
    wrong("formt = \"human\"", &[r#"1:1: there is no setting "formt"; did you mean "format"?"#]);
    wrong(
        "\n  x.y = 1",
        &[
            r#"2:3: there is no setting "x"; there are rules, format, order-ids, known-orders, known-users, exclude"#,
        ],
    );
    wrong(
        "order-ids = \"streem\"\nformat = \"xml\"",
        &[
            r#"1:13: "streem" is none of off, stream, run; did you mean "stream"?"#,
            r#"2:10: "xml" is none of human, concise, envelope, github, gitlab, junit, rdjsonl, sarif"#,
        ],
    );
    wrong(
        "[rules]\nLINT_LINE_PRIZE = \"warn\"\nNOPE = \"warn\"\nUSER_NOT_FOUND = \"warm\"\nuser_not_found = \"allow\"",
        &[
            r#"2:1: no rule has the code "LINT_LINE_PRIZE"; did you mean "LINT_LINE_PRICE"?"#,
            r#"3:1: no rule has the code "NOPE"; --list-rules lists them"#,
            r#"4:18: "warm" is none of allow, warn, deny; did you mean "warn"?"#,
        ],
    );
    wrong(
        "[rules]\nUSER_NOT_FOUND = \"warn\"\nuser_not_found = \"allow\"",
        &["3:1: USER_NOT_FOUND stands twice"],
    );
    wrong(
        "rules = []\nformat = 1\nknown-users = true\nexclude = \"*.json\"",
        &[
            "1:9: this must be a table of codes, not of the type array",
            "2:10: this must be a string, not of the type integer",
            "3:15: this must be a string, not of the type boolean",
            "4:11: this must be an array of patterns, not of the type string",
        ],
    );
    wrong(
        "exclude = [\"a\", 1, \"b{\"]",
        &[
            "1:17: this must be a string, not of the type integer",
            "1:20: error parsing glob 'b{': unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)",
        ],
    );
    let nothing = "can match nothing: a pattern names what is below this folder, with no . or .. in it";
    wrong(
        "exclude = [\"./requests\", \"../other\", \"\"]",
        &[&format!("1:12: {nothing}"), &format!("1:26: {nothing}"), &format!("1:38: {nothing}")],
    );
    wrong("format = ", &["1:10: string values must be quoted, expected literal string"]);
    wrong(
        "\"a\u{9b}\" = 1",
        &[
            r#"1:1: there is no setting "a\u009b"; there are rules, format, order-ids, known-orders, known-users, exclude"#,
        ],
    );
}

#[test]
fn known_orders_of_the_file_that_cannot_be_read_stop_the_run() {
    let project = project("known-orders = \"facts/missing.txt\"");
    let stderr = "hpplint: ../facts/missing.txt: No such file or directory (os error 2)\n";
    expect(&mut in_shop(&project, &["requests"]), &Outcome { status: 2, stderr, ..NOTHING });
}

#[test]
fn the_settings_are_shown_with_where_they_come_from() {
    let project = project(ALL);
    let shown = in_shop(&project, &["--show-settings", "-A", "LINT_LINE_PRICE", "--known-users=u.txt"]);
    let shown = String::from_utf8({ shown }.output().unwrap().stdout).unwrap();
    let (head, levels) = shown.split_once("[rules]\n").unwrap();
    let expected = [
        "# ../hpplint.toml",
        "",
        r#"format = "concise"                         # ../hpplint.toml"#,
        r#"order-ids = "run"                          # ../hpplint.toml"#,
        r#"known-orders = "../facts/orders.txt"       # ../hpplint.toml"#,
        r#"known-users = "u.txt"                      # command line"#,
        r#"exclude = ["drafts/", "*.old.json"]        # ../hpplint.toml"#,
        "\n",
    ];
    assert_eq!(head, expected.join("\n"));
    assert_eq!(levels.lines().count(), RULES.len());
    for line in [
        r#"USER_NOT_FOUND = "deny"                    # default"#,
        r#"AMOUNTS_DONT_MATCH = "warn"                # ../hpplint.toml"#,
        r#"LINT_LINE_PRICE = "allow"                  # command line"#,
        r#"LINT_MISSING_PARAMETER = "deny"            # ../hpplint.toml"#,
    ] {
        assert!(levels.lines().any(|shown| shown == line), "{line}\n{levels}");
    }
}

#[test]
fn what_is_shown_is_a_file_that_sets_the_same() {
    let project = project(ALL);
    let show = |args: &[&str]| {
        let args = [&["--show-settings"], args].concat();
        String::from_utf8(in_shop(&project, &args).output().unwrap().stdout).unwrap()
    };
    let settings = |shown: &str| {
        let lines = shown.lines().map(|line| line.rsplit_once('#').map_or(line, |(setting, _)| setting));
        lines.map(str::trim).collect::<Vec<_>>().join("\n")
    };
    let first = show(&[]);
    std::fs::write(project.path().join("shop/again.toml"), &first).unwrap();
    assert_eq!(settings(&show(&["--config", "again.toml"])), settings(&first));
    assert!(show(&["--isolated"]).starts_with("# hpplint.toml is ignored\n"));
}

#[test]
fn settings_that_cannot_be_read_are_trouble() {
    let project = project("");
    let settings = project.path().join("shop/hpplint.toml");
    std::fs::create_dir(&settings).unwrap();
    let stderr = "hpplint: hpplint.toml: Is a directory (os error 21)\n";
    expect(&mut in_shop(&project, &["requests"]), &Outcome { status: 2, stderr, ..NOTHING });
}
