//! Several reports of one run: `--format` and `--output-file`.

use super::*;

/// Runs in a folder that holds a request with a wrong amount; says what it wrote to the files `a` and `b`.
fn run(args: &[&str], stdout: &str) -> [Option<String>; 2] {
    let folder = folder([("bad.json", &*with(REQUEST, WRONG_AMOUNT))]);
    let outcome = Outcome { status: 1, stdout, stderr: ONE_ERROR };
    expect(hpplint(args).arg("bad.json").current_dir(&folder), &outcome);
    ["a", "b"].map(|name| std::fs::read_to_string(folder.path().join(name)).ok())
}

#[test]
fn the_human_report_stays_beside_a_file() {
    let concise = format!("bad.json:1:11: {WRONG_AMOUNT_SAYS}");
    for args in [["--format=concise", "--output-file=a"], ["--output-file=a", "--format=concise"]] {
        assert_eq!(run(&args, &wrong_amount_for_humans("bad.json")), [Some(concise.clone()), None]);
    }
    assert_eq!(run(&["--format=concise"], &concise), [None, None]);
}

#[test]
fn each_file_takes_the_format_before_it() {
    let concise = format!("bad.json:1:11: {WRONG_AMOUNT_SAYS}");
    let human = wrong_amount_for_humans("bad.json");
    let args = ["--format=human", "--output-file=a", "--json", "--output-file=b", "--format=concise"];
    let [a, b] = run(&args, &concise);
    assert_eq!(a.unwrap(), human);
    assert!(b.unwrap().contains(r#""error_code":"AMOUNTS_DONT_MATCH""#));
}

#[test]
fn a_dash_is_standard_output() {
    let concise = format!("bad.json:1:11: {WRONG_AMOUNT_SAYS}");
    assert_eq!(run(&["--format=concise", "--output-file=-"], &concise), [None, None]);
}

#[test]
fn files_are_not_coloured() {
    let folder = folder([("bad.json", &*with(REQUEST, WRONG_AMOUNT))]);
    let args = ["--color=always", "--format=human", "--output-file=a", "--format=concise", "bad.json"];
    let output = hpplint(&args).current_dir(&folder).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains('\u{1b}'));
    assert_eq!(
        std::fs::read_to_string(folder.path().join("a")).unwrap(),
        wrong_amount_for_humans("bad.json")
    );
}

#[test]
fn no_report_takes_the_place_of_an_input() {
    let folder = folder([("ok.json", REQUEST)]);
    let stderr =
        "hpplint: ./ok.json: is one of the inputs: write the report to another folder, or exclude it\n";
    expect(
        hpplint(&["--format=concise", "--output-file=./ok.json", "ok.json"]).current_dir(&folder),
        &Outcome { status: 2, stderr, ..NOTHING },
    );
    // Under another name, it is the same file.
    std::fs::hard_link(folder.path().join("ok.json"), folder.path().join("other")).unwrap();
    expect(
        hpplint(&["--format=concise", "--output-file=other", "ok.json"]).current_dir(&folder),
        &Outcome { status: 2, stderr: &stderr.replace("./ok.json", "other"), ..NOTHING },
    );
    // Nor in a folder that is searched, be it the report of the run before.
    expect(
        hpplint(&["--format=concise", "--output-file=./ok.json", "."]).current_dir(&folder),
        &Outcome { status: 2, stderr, ..NOTHING },
    );
    assert_eq!(std::fs::read_to_string(folder.path().join("ok.json")).unwrap(), REQUEST);
}

#[test]
fn a_file_takes_one_report() {
    let folder = folder([("ok.json", REQUEST)]);
    let args = ["--format=sarif", "--output-file=a", "--format=junit", "--output-file=./a", "ok.json"];
    let stderr = "hpplint: ./a: is named for two reports\n";
    expect(hpplint(&args).current_dir(&folder), &Outcome { status: 2, stderr, ..NOTHING });
}

#[test]
fn a_file_that_cannot_be_written_is_trouble() {
    let folder = folder([("ok.json", REQUEST)]);
    let stderr = "hpplint: absent/a: No such file or directory (os error 2)\n";
    expect(
        hpplint(&["--format=concise", "--output-file=absent/a", "ok.json"]).current_dir(&folder),
        &Outcome { status: 2, stderr, ..NOTHING },
    );
}

#[test]
fn a_closed_pipe_does_not_cut_a_file_short() {
    let requests = format!("{}\n", with(REQUEST, WRONG_AMOUNT)).repeat(300);
    let folder = folder([("bad.ndjson", &*requests)]);
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("hpplint"))
        .args(["--order-ids=off", "--format=concise", "--output-file=a", "bad.ndjson"])
        .current_dir(&folder)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(std::fs::read_to_string(folder.path().join("a")).unwrap().lines().count(), 300);
}
