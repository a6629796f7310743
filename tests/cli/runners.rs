//! No text of an input becomes a command of a CI runner's log, and nothing hostile of it reaches the log (contract §10).
//! The rules of the runners: GitHub's `ActionCommand.TryParseV2` and `TryParse`, Azure's `Command.TryParse`, TeamCity's
//! `ServiceMessage`; GitLab's section markers contain an escape character.

use clap::ValueEnum;
use hpplint::render::Format;
use tempfile::TempDir;

use crate::support::{REQUEST, WRONG_AMOUNT, folder, hpplint, order, process, run, with};

/// What a hostile text may contain.
const HOSTILE: &str = "##[add-mask]a ###[group]b ##vso[task.setvariable variable=c]d ##teamcity[buildStop] ::add-mask::e \u{202e}\u{9b}";

/// Whether a runner takes a line for a command.
fn is_command(line: &str) -> bool {
    let starts_like_one = line.trim_start().strip_prefix("::").is_some_and(|command| command.contains("::"));
    let contains = |start: &str| line.find(start).is_some_and(|at| line[at..].contains(']'));
    starts_like_one || ["##[", "##vso[", "##teamcity["].into_iter().any(contains)
}

/// Fails if a line of the output is a command or has a hostile character in it. Colours are the program's own.
#[track_caller]
fn expect_harmless(what: &str, output: &str) {
    let uncolored = uncolored(output);
    for line in uncolored.lines() {
        let of_our_own = ["::error file=", "::warning file=", "::notice title="];
        let rest = of_our_own.iter().find_map(|start| line.strip_prefix(start)).unwrap_or(line);
        assert!(!is_command(rest), "{what}: {line}");
        let is_hostile = |character: char| {
            (character.is_control() && character != '\t') || matches!(character, '\u{202a}'..='\u{202e}')
        };
        assert!(!line.contains(is_hostile), "{what}: {line:?}");
    }
}

/// The text without the sequences that set colours.
fn uncolored(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let end = part.find(|letter: char| !letter.is_ascii_digit() && letter != ';');
        text + end.and_then(|end| part[end..].strip_prefix('m')).unwrap_or(part)
    })
}

/// Requests with hostile texts in every place that a message or a snippet shows.
fn requests() -> Vec<String> {
    let json = &*serde_json::Value::from(HOSTILE).to_string();
    let changed = |part: &str, new: &str| with(REQUEST, (part, new));
    let mut requests = vec![
        changed("\"A-1\"", json),
        changed("\"A-1\"", json),
        changed("\"2026-04-17\"", json),
        changed("\"https://m.example/c\"", json),
        changed("[{\"price\":10}]", json),
        changed("{\"price\":10}", json),
        changed("\"order_date\"", json),
        changed("\"total_amount\"", "\"##[a]total_amount\""),
        changed("\"total_product_amount\"", "\"::a::total_product_amount\""),
        changed(
            "\"amount\":10",
            &format!("\"currency\":{json},\"session_owner_id\":{json},\"amount\":10.001"),
        ),
    ];
    for amount in ["\"##[a]10\"", "\"::a::10\"", "##[a]1", "::a::1", "-10", "5"] {
        requests.push(changed("\"amount\":10", &format!("\"amount\":{amount}")));
        requests.push(with(&changed("\"price\":10", &format!("\"price\":{amount}")), ("A-1", HOSTILE)));
    }
    // In the text around requests, and so near that a terminal of any width wraps it there.
    requests.push(HOSTILE.to_owned());
    requests.extend((0..60).map(|length| format!("\"{}::add-mask::x\"", "x".repeat(length))));
    requests.push("::add-mask::x".to_owned());
    requests
}

/// A folder with hostile requests in files with hostile names.
fn hostile_folder() -> TempDir {
    let text = requests().join("\n");
    let fixable = with(&order(HOSTILE), WRONG_AMOUNT);
    let (names, fixable) = (file_names(), format!("::add-mask::x\n{fixable}\n \u{1b}[2J\r\n"));
    folder([(&*names[0], &*text), (&*names[1], &*fixable), ("plain.json", &*text)])
}

#[cfg(unix)]
fn file_names() -> [String; 2] {
    [format!("{HOSTILE}\n::add-mask::x.json"), "::error::x##[group]y.json".to_owned()]
}

#[cfg(not(unix))]
fn file_names() -> [String; 2] {
    ["##[group]y.json".to_owned(), "##vso[a]b.json".to_owned()]
}

#[test]
fn reports_contain_no_command() {
    let folder = hostile_folder();
    let formats = Format::value_variants().iter().map(|format| format.to_possible_value().unwrap());
    for format in formats {
        for more in [
            &["--color=always"][..],
            &["--redact"],
            &["--expect=USER_NOT_FOUND"],
            &["--stdin-filename", HOSTILE, "-"],
        ] {
            let mut command = hpplint(&["--format", format.get_name(), "--token-user", HOSTILE]);
            command.args(more).args([".", "::add-mask::missing##[group]", HOSTILE]);
            let outcome = run(command.current_dir(&folder).write_stdin(requests().join("\n")));
            assert_eq!(outcome.status, 2);
            assert!(outcome.stdout.len() > 1000, "{outcome:?}");
            expect_harmless(&format!("{} {more:?}", format.get_name()), &outcome.stdout);
            expect_harmless(&format!("{} {more:?}: standard error", format.get_name()), &outcome.stderr);
        }
    }
}

#[test]
fn other_outputs_contain_no_command() {
    let folder = hostile_folder();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let json = serde_json::Value::from(HOSTILE).to_string();
    let error = format!(r#"{{"error_code":{json},"message":{json},"argument":{json}}}"#);
    write("one.json", REQUEST);
    write("one.expected.json", &format!(r#"{{"response":{{"errors":[{error}]}}}}"#));
    write("hpplint.toml", &format!("known-orders = {json}\nexclude = [\"##[a]\", \"::b::\"]"));
    write("wrong.toml", &format!("{json} = 1\nformat = {json}\n[rules]\n{json} = {json}\n"));
    write("broken.toml", "::add-mask::x ##[group]y");
    for args in [
        &["--show-settings"][..],
        &["--isolated", "--expect-files", "one.json"],
        &["--isolated", "--expect-files", "--format=envelope", "one.json"],
        &["--config=wrong.toml"],
        &["--config=broken.toml"],
        &["--config", HOSTILE],
        &["--isolated", "--known-users", HOSTILE],
        &["--isolated", "--format=sarif", "--output-file", "::add-mask::x##[a]/b", "one.json"],
        &["--explain", HOSTILE],
        &["--format", HOSTILE],
        &["--format", "\n::add-mask::x"],
        &["\n::add-mask::x"],
        &["--threads", "\n::add-mask::x ##[group]"],
        &["--\n::add-mask::x"],
    ] {
        let outcome = run(hpplint(args).current_dir(&folder));
        expect_harmless(&format!("{args:?}"), &(outcome.stdout + &outcome.stderr));
    }
}

/// The log of a runner is a pipe. Elsewhere, and in a file, a diff is exact.
#[test]
fn a_diff_contains_a_command_only_where_it_is_not_a_log() {
    let folder = hostile_folder();
    let diff = |variable: &str| {
        let mut command = hpplint(&["--isolated", "--diff", "."]);
        let outcome = run(command.env(variable, "true").current_dir(&folder));
        assert_eq!(outcome.status, 1);
        outcome.stdout
    };
    let exact = diff("HPPLINT_TEST");
    assert!(exact.contains("\n ::add-mask::x\n-{"), "{exact}");
    assert!(exact.contains("\n  \u{1b}[2J\r\n"), "{exact}");
    for variable in ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION"] {
        let shown = diff(variable);
        expect_harmless(variable, &shown);
        assert_eq!(shown.lines().count(), exact.lines().count(), "{shown}");
        let mut command = process(&["--isolated", "--diff", "."]);
        let file = std::fs::File::create(folder.path().join("x.diff")).unwrap();
        command.env(variable, "true").current_dir(&folder).stdout(file).output().unwrap();
        assert_eq!(std::fs::read_to_string(folder.path().join("x.diff")).unwrap(), exact);
    }
}
