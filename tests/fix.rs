//! Fixes: which bytes change and which do not, and that a failure leaves either the complete old file or the complete
//! new one.

mod counts;
#[cfg(unix)]
mod interrupted;
#[cfg(unix)]
mod links;
mod quoted;

use std::fs;
use std::path::Path;
use std::process::Stdio;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use hpplint::fix::{Piece, Replacement, Scope, Target};
use hpplint::rules::tally::Fixed;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::lint;

/// The options for all fixes, including those that are not safe.
const SAFE: &[&str] = &["--fix", "-q"];
const ALL: &[&str] = &["--fix", "--unsafe-fixes", "-q"];

/// A request whose only findings are about its four totals.
fn request(amount: &str, products: &str, net: &str, discounts: &str) -> String {
    format!(
        concat!(
            r#"{{"amount":{},"order_date":"2026-04-17","cancel_url":"https://m.example/c","#,
            r#""success_url":"https://m.example/s","notification_url":"https://m.example/n","#,
            r#""query_shipping_option_url":"https://m.example/q","agreements_iframe_url":"https://m.example/a","#,
            r#""order_id":"Ş-1","basket":{{"total_product_amount":{},"total_amount":{},"#,
            r#""total_discount_amount":{},"basket_items":[{{"price":70}},{{"price":5e1}}],"#,
            r#""discounts":[{{"amount":20}}]}}}}"#
        ),
        amount, products, net, discounts
    )
}

fn clean() -> String {
    request("100", "120", "100.00", "20")
}

/// One total is certainly wrong; its sum is 100.00.
fn safe() -> String {
    request("170", "120", "100.00", "20")
}

fn safe_fixed() -> String {
    request("100.00", "120", "100.00", "20")
}

/// Two totals differ for different reasons, so the basket may be wrong.
fn in_doubt() -> String {
    request("163", "120", "108", "20")
}

/// The result of a run.
fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn hpplint(args: &[&str], folder: &TempDir) -> Command {
    let mut command = cargo_bin_cmd!("hpplint");
    command.args(args).current_dir(folder.path());
    command
}

/// A folder with a file `x.json`.
fn folder(content: impl AsRef<[u8]>) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("x.json"), content).unwrap();
    folder
}

fn read(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("x.json")).unwrap()
}

fn outcome(status: i32, stdout: &str, stderr: &str) -> (Option<i32>, String, String) {
    (Some(status), stdout.to_owned(), stderr.to_owned())
}

#[test]
fn a_safe_one_is_fixed_in_the_file_and_nothing_is_left() {
    let folder = folder(safe());
    let fixed = "1 request checked, 0 with errors: 0 errors, 0 warnings\n1 total fixed\n";
    assert_eq!(run(&mut hpplint(&["--fix", "x.json"], &folder)), outcome(0, "", fixed));
    assert_eq!(read(&folder), safe_fixed());
    let again = "1 request checked, 0 with errors: 0 errors, 0 warnings\n0 totals fixed\n";
    assert_eq!(run(&mut hpplint(&["--fix", "x.json"], &folder)), outcome(0, "", again));
}

#[test]
fn one_in_doubt_stays_a_finding_with_the_reason_unless_it_is_asked_for() {
    let folder = folder(in_doubt());
    let (status, stdout, stderr) = run(&mut hpplint(&["--fix", "x.json"], &folder));
    assert_eq!(status, Some(1));
    assert_eq!(stdout.matches("not fixed without --unsafe-fixes").count(), 2, "{stdout}");
    let words = stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let reason =
        "not fixed without --unsafe-fixes, because `basket.total_amount` differs from the basket as well";
    assert!(words.contains(reason), "{stdout}");
    assert!(
        stderr.ends_with("2 errors, 0 warnings\n0 of 2 totals fixed, 2 can be fixed with --unsafe-fixes\n"),
        "{stderr}"
    );
    assert_eq!(read(&folder), in_doubt());
    let fixed = "1 request checked, 0 with errors: 0 errors, 0 warnings\n2 totals fixed\n";
    let mut command = hpplint(&["--fix", "--unsafe-fixes", "x.json"], &folder);
    assert_eq!(run(&mut command), outcome(0, "", fixed));
    assert_eq!(read(&folder), request("100.00", "120", "100.00", "20"));
}

#[test]
fn no_total_is_set_below_0() {
    // The declared totals do not agree with each other; if they did, the basket would be what is wrong.
    let request = clean().replace(r#"{"amount":20}"#, r#"{"amount":320}"#).replacen("100", "101", 1);
    let folder = folder(&request);
    let (status, stdout, _) = run(&mut hpplint(&["--fix", "--unsafe-fixes", "x.json"], &folder));
    assert_eq!(status, Some(1));
    assert_eq!(stdout.matches("help: not fixed: ").count(), 2, "{stdout}");
    assert_eq!(read(&folder), request.replace(r#"_discount_amount":20,"#, r#"_discount_amount":320.00,"#));
}

#[test]
fn standard_input_goes_to_standard_output_and_reports_to_standard_error() {
    let folder = folder("");
    let input = format!("\u{feff}{}\r\n{{broken\r\n\r\n{}\r\n", safe(), clean());
    let expected = format!("\u{feff}{}\r\n{{broken\r\n\r\n{}\r\n", safe_fixed(), clean());
    let mut command = hpplint(&["--fix", "--format", "concise", "--order-ids", "off"], &folder);
    let (status, stdout, stderr) = run(command.write_stdin(input));
    assert_eq!((status, stdout), (Some(1), expected));
    let reports: Vec<_> = stderr.lines().collect();
    assert!(reports.first().unwrap().starts_with("<stdin>:2:2: error[LINT_INVALID_JSON] "), "{stderr}");
    assert_eq!(reports[1..], ["3 requests checked, 1 with errors: 1 error, 0 warnings", "1 total fixed"]);
}

#[test]
fn what_is_not_looked_at_passes_through_as_well() {
    let folder = folder("");
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(400_000));
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain("{}\n".repeat(400_000).bytes().flat_map(|byte| [byte, 0])).collect();
    let array = format!(" [ {}, {long} ,\n{} ]\n\n", clean(), safe()).into_bytes();
    for (input, expected) in [
        (utf16.clone(), utf16),
        (array.clone(), String::from_utf8(array).unwrap().replace(&safe(), &safe_fixed()).into_bytes()),
        (b" \n\t".to_vec(), b" \n\t".to_vec()),
    ] {
        let mut command = hpplint(&["--fix", "-q", "--max-request-bytes", "2000"], &folder);
        assert!(command.write_stdin(input).output().unwrap().stdout == expected);
    }
}

#[test]
fn envelopes_are_those_of_what_is_left() {
    let folder = folder(format!("{}\n{}\n", safe(), in_doubt()));
    let (status, stdout, _) =
        run(&mut hpplint(&["--fix", "--json", "--order-ids", "off", "x.json"], &folder));
    assert_eq!(status, Some(1));
    let codes: Vec<_> = stdout.lines().map(|line| line.matches("error_code").count()).collect();
    assert_eq!(codes, [0, 2]);
    assert_eq!((Some(1), stdout), {
        let (status, stdout, _) = run(&mut hpplint(&["--json", "--order-ids", "off", "x.json"], &folder));
        (status, stdout)
    });
}

#[test]
fn git_applies_the_diff_of_a_folder() {
    for name in [".", "requests", "./requests/x.json"] {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("requests/x.json");
        fs::create_dir(root.path().join("requests")).unwrap();
        fs::write(&file, safe()).unwrap();
        let (_, diff, _) = run(&mut hpplint(&["--diff", name], &root));
        fs::write(root.path().join("patch"), diff).unwrap();
        let mut git = std::process::Command::new("git");
        let output = git.args(["apply", "patch"]).current_dir(&root).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        assert_eq!(fs::read_to_string(&file).unwrap(), safe_fixed());
    }
}

#[test]
fn a_diff_changes_nothing_and_applies() {
    let lines = [clean(), "{broken".to_owned(), clean(), clean(), clean(), safe(), clean()];
    let folder = folder(lines.join("\n"));
    let expected = [
        "--- a/x.json\n+++ b/x.json\n@@ -3,5 +3,5 @@\n".to_owned(),
        format!(" {0}\n {0}\n {0}\n", clean()),
        format!("-{}\n+{}\n {}\n", safe(), safe_fixed(), clean()),
        "\\ No newline at end of file\n".to_owned(),
    ];
    let diff = run(&mut hpplint(&["--diff", "x.json"], &folder));
    assert_eq!(diff, outcome(1, &expected.concat(), "1 total would be fixed\n"));
    assert_eq!(read(&folder), lines.join("\n"));
    fs::write(folder.path().join("x.json"), clean()).unwrap();
    assert_eq!(
        run(&mut hpplint(&["--diff", "x.json"], &folder)),
        outcome(0, "", "0 totals would be fixed\n")
    );
    let missing = run(&mut hpplint(&["--diff", "-q", "x.json", "missing.json"], &folder));
    assert_eq!(missing, outcome(2, "", "hpplint: missing.json: No such file or directory (os error 2)\n"));
}

#[test]
fn lines_that_are_near_are_one_hunk_however_many() {
    let lines: Vec<_> = (0..2500).map(|i| if (1100..1110).contains(&i) { clean() } else { safe() }).collect();
    let folder = folder(lines.join("\n") + "\n");
    let (status, stdout, _) = run(&mut hpplint(&["--diff", "x.json"], &folder));
    assert_eq!(status, Some(1));
    let count = |sign| stdout.lines().filter(|line| line.starts_with(sign)).count();
    // One `---` and one `+++` are in the header.
    assert_eq!((count('-'), count('+')), (2491, 2491));
    let headers: Vec<_> = stdout.lines().filter(|line| line.starts_with("@@")).collect();
    assert_eq!(headers, ["@@ -1,1103 +1,1103 @@", "@@ -1108,1393 +1108,1393 @@"]);
}

#[test]
fn fixes_that_are_unsafe_need_to_be_asked_for_with_a_way_to_make_them() {
    let folder = folder(clean());
    assert_eq!(run(&mut hpplint(&["--unsafe-fixes", "x.json"], &folder)).0, Some(2));
    assert_eq!(run(&mut hpplint(&["--unsafe-fixes", "--diff", "x.json"], &folder)).0, Some(0));
}

#[cfg(unix)]
mod files {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    /// Why a file that another program has changed is not fixed.
    const CHANGED: &str =
        "it was changed in the meantime, and the report is about the fixed text: run hpplint again";

    use super::*;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Only the one file is there.
    fn is_alone(folder: &TempDir) -> bool {
        fs::read_dir(folder.path()).unwrap().count() == 1
    }

    #[test]
    fn permissions_and_links_are_kept() {
        let (folder, links) = (folder(safe()), TempDir::new().unwrap());
        let (file, link) = (folder.path().join("x.json"), links.path().join("y.json"));
        set_mode(&file, 0o640);
        symlink(&file, &link).unwrap();
        assert_eq!(run(&mut hpplint(&["--fix", "-q", "y.json"], &links)), outcome(0, "", ""));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, 0o640);
        assert_eq!(read(&folder), safe_fixed());
        assert!(is_alone(&folder));
    }

    #[test]
    fn a_file_with_nothing_to_fix_is_not_touched() {
        let folder = folder(in_doubt());
        let file = folder.path().join("x.json");
        set_mode(&file, 0o444);
        let before = fs::metadata(&file).unwrap();
        assert_eq!(run(&mut hpplint(&["--fix", "-q", "x.json"], &folder)).0, Some(1));
        let after = fs::metadata(&file).unwrap();
        assert_eq!(before.ino(), after.ino());
        assert_eq!(before.modified().unwrap(), after.modified().unwrap());
    }

    #[test]
    fn what_is_read_only_is_not_fixed() {
        for (name, reason) in [("x.json", "it is read-only"), (".", "its folder is read-only")] {
            let folder = folder(safe());
            let path = folder.path().join(name);
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            set_mode(&path, mode & 0o555);
            let (status, stdout, stderr) =
                run(&mut hpplint(&["--fix", "--format", "concise", "x.json"], &folder));
            set_mode(&path, mode);
            assert_eq!(status, Some(2));
            assert_eq!(
                stdout,
                "x.json:1:11: error[AMOUNTS_DONT_MATCH] amount: 170, but the basket adds up to 100.00\n"
            );
            let summary = "1 request checked, 1 with errors: 1 error, 0 warnings\n\
                           0 of 1 total fixed; 1 input could not be fixed";
            assert_eq!(stderr, format!("hpplint: x.json: not fixed: {reason}\n{summary}\n"));
            assert_eq!(read(&folder), safe());
            assert!(is_alone(&folder));
        }
    }

    #[test]
    fn a_file_that_changed_in_the_meantime_stays_as_it_is() {
        let write = |file: &Path, text: &str| fs::write(file, text).unwrap();
        let time = |file: &Path| fs::metadata(file).unwrap().modified().unwrap();
        let changes: [&dyn Fn(&Path); 4] = [
            &|file| write(file, &clean()),
            // The length and the time of the last change are the same.
            &|file| {
                let before = time(file);
                write(file, &safe().replace('7', "8"));
                fs::File::options().write(true).open(file).unwrap().set_modified(before).unwrap();
            },
            &|file| set_mode(file, 0o600),
            &|file| {
                fs::remove_file(file).unwrap();
                write(file, &safe());
            },
        ];
        for change in changes {
            let folder = folder(safe());
            let file = folder.path().join("x.json");
            set_mode(&file, 0o644);
            let scope = Scope::of([&file]);
            let mut replacement = Replacement::new(Target::of(&file, &scope).unwrap());
            let (old, new) = (safe().into_bytes(), Some(safe_fixed().into_bytes()));
            replacement.push(&Piece { old, new, fixes: Fixed { totals: 1, quoted: 0 } }).unwrap();
            change(&file);
            let (text, mode) = (read(&folder), fs::metadata(&file).unwrap().permissions());
            assert_eq!(replacement.replace().unwrap_err().to_string(), CHANGED);
            assert_eq!((read(&folder), fs::metadata(&file).unwrap().permissions()), (text, mode));
            assert!(is_alone(&folder));
        }
    }

    /// As on a file system that does not record the time of the last change precisely.
    #[test]
    fn a_file_with_other_content_than_was_read_stays_as_it_is() {
        let folder = folder(safe());
        let file = folder.path().join("x.json");
        let mut replacement = Replacement::new(Target::of(&file, &Scope::of([&file])).unwrap());
        let (old, new) = (in_doubt().into_bytes(), Some(safe_fixed().into_bytes()));
        replacement.push(&Piece { old, new, fixes: Fixed { totals: 1, quoted: 0 } }).unwrap();
        assert_eq!(replacement.replace().unwrap_err().to_string(), CHANGED);
        assert_eq!(read(&folder), safe());
    }

    #[test]
    fn files_are_fixed_even_if_the_reports_are_not_read() {
        let folder = folder(safe());
        (0..20).for_each(|i| fs::write(folder.path().join(format!("{i}.json")), "{broken").unwrap());
        let mut command = Command::new("sh");
        let script = r#""$0" --fix --format concise --threads 2 . | exec <&-"#;
        command.args(["-c", script]).arg(env!("CARGO_BIN_EXE_hpplint")).current_dir(folder.path());
        assert_eq!(run(&mut command).1, "");
        assert_eq!(read(&folder), safe_fixed());
    }

    /// As on a full disk: the copy cannot be written to its end.
    #[test]
    fn a_copy_cut_short_takes_no_file_s_place() {
        let content = format!("{}\n{}", clean(), safe()).repeat(100);
        let folder = folder(&content);
        let mut command = Command::new("sh");
        let script = r#"trap "" XFSZ; ulimit -f 8; exec "$0" --fix -q --format concise x.json"#;
        command.args(["-c", script]).arg(env!("CARGO_BIN_EXE_hpplint")).current_dir(folder.path());
        let (status, _, stderr) = run(&mut command);
        assert_eq!(status, Some(2));
        assert!(stderr.starts_with("hpplint: x.json: not fixed: File too large (os error 27)"), "{stderr}");
        assert!(read(&folder) == content);
        assert!(is_alone(&folder));
    }

    #[test]
    fn a_full_disk_for_standard_output_is_an_error() {
        let folder = folder("");
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let (status, stderr) = fix_stdin(&["--fix", "-q"], folder.path(), full.into());
        assert_eq!(status, Some(2));
        let reason = "not fixed: standard output: No space left on device (os error 28)";
        assert_eq!(stderr, format!("hpplint: <stdin>: {reason}\n"));
    }

    #[test]
    fn files_are_fixed_if_standard_output_cannot_be_written() {
        let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap().into();
        let closed = || std::io::pipe().unwrap().1.into();
        for (stdout, expected) in [(full(), Some(2)), (closed(), Some(0))] {
            let folder = folder(safe());
            let (status, _) = fix_stdin(&["--fix", "-", "x.json"], folder.path(), stdout);
            assert_eq!(status, expected);
            assert_eq!(read(&folder), safe_fixed());
        }
    }

    #[test]
    fn what_is_not_fixed_is_said_even_if_the_report_cannot_be_written() {
        let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        let closed = || Stdio::from(std::io::pipe().unwrap().1);
        let not_fixed = "hpplint: x.json: not fixed: it is read-only\n";
        let not_written = "hpplint: standard output: No space left on device (os error 28)\n";
        for (stdout, expected) in [(full(), &*format!("{not_fixed}{not_written}")), (closed(), not_fixed)] {
            let folder = folder(safe());
            set_mode(&folder.path().join("x.json"), 0o444);
            let (status, stderr) = fix_stdin(&["--fix", "x.json"], folder.path(), stdout);
            assert_eq!((status, &*stderr), (Some(2), expected));
        }
    }

    /// Fixes a request on standard input. Returns the exit status and standard error.
    fn fix_stdin(arguments: &[&str], folder: &Path, stdout: Stdio) -> (Option<i32>, String) {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_hpplint"))
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(stdout)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may not be read.
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), safe().as_bytes());
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }
}

/// A total as a request might declare it, right or wrong.
fn total(right: &'static str) -> impl Strategy<Value = String> {
    let right = Just(right.to_owned());
    prop_oneof![3 => right, 1 => "[1-9][0-9]{0,3}(\\.[0-9]{1,3})?", 1 => Just("\"100\"".to_owned())]
}

fn any_request() -> impl Strategy<Value = String> {
    (total("1e2"), total("120.0"), total("100"), total("20"), any::<bool>()).prop_map(
        |(amount, products, net, discounts, is_pretty)| {
            let request = request(&amount, &products, &net, &discounts);
            if is_pretty { request.replace(',', " ,\r\n\t") } else { request }
        },
    )
}

/// Requests as an input may contain them.
fn any_input() -> impl Strategy<Value = String> {
    let any_request = || prop_oneof![6 => any_request(), 1 => Just("{\"amount\":1,".to_owned())];
    (prop::collection::vec(any_request(), 0..6), 0..4_u8, any::<bool>()).prop_map(
        |(requests, shape, has_mark)| {
            let mark = if has_mark { "\u{feff}" } else { "" };
            match shape {
                0 => format!("{mark}{}", requests.join("\n")),
                1 => format!("{mark}{}\r\n", requests.join("\r\n \r\n")),
                2 => format!("{mark} [ {} ] \n", requests.join(" , ")),
                _ => format!("{mark}{}", requests.join(" ")),
            }
        },
    )
}

/// The text with the numbers of the four totals taken out, and the quotes around them.
fn without_totals(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    let names =
        ["\"amount\":", "\"total_product_amount\":", "\"total_amount\":", "\"total_discount_amount\":"];
    while let Some((name, at)) =
        names.iter().filter_map(|name| Some((name, rest.find(name)?))).min_by_key(|(_, at)| *at)
    {
        let (before, after) = rest.split_at(at.saturating_add(name.len()));
        kept.push_str(before);
        // An item's or a discount's amount is not one of the four: all of it is kept.
        let is_discount = before.ends_with("{\"amount\":") && !after.contains("\"basket\"");
        rest = if is_discount {
            after
        } else {
            after.trim_start_matches(|c: char| "0123456789.e\"".contains(c))
        };
    }
    kept + rest
}

/// The content of a file after a run that fixes it; none if the file is the same as before.
fn fix_file(content: &str, options: &[&str]) -> Option<String> {
    let folder = folder(content);
    let path = folder.path().join("x.json");
    lint(&[options, &[path.to_str().unwrap()]].concat(), std::io::empty());
    Some(read(&folder)).filter(|fixed| fixed != content)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn only_the_totals_change_and_twice_is_once(input in any_input(), options in prop_oneof![Just(SAFE), Just(ALL)]) {
        if let Some(fixed) = fix_file(&input, options) {
            prop_assert_eq!(without_totals(&fixed), without_totals(&input));
            prop_assert_eq!(fix_file(&fixed, options), None);
        }
    }

    #[test]
    fn reports_are_those_of_the_fixed_input(input in any_input(), threads in prop_oneof![Just("1"), Just("3")]) {
        let folder = folder(&input);
        let path = folder.path().join("x.json");
        let path = path.to_str().unwrap();
        let options = ["--format", "concise", "--threads", threads];
        let fixed = lint(&[&options[..], SAFE, &[path]].concat(), std::io::empty());
        prop_assert_eq!(fixed, lint(&[&options[..], &["-q", path]].concat(), std::io::empty()));
    }

    #[test]
    fn exactly_the_safe_ones_become_clean(wrong in 0..5_usize, by in 1..500_u32) {
        let mut totals = ["100", "120", "100", "20"].map(str::to_owned);
        if let Some(total) = totals.get_mut(wrong) {
            let right: u32 = total.parse().unwrap();
            // With KDV on top of the products or of the total, the basket may be what is wrong.
            prop_assume!(![1, 2, 4, 8, 10, 12, 18, 20, 24].contains(&by));
            *total = right.saturating_add(by).to_string();
        }
        let [amount, products, net, discounts] = totals;
        let request = request(&amount, &products, &net, &discounts);
        let fixed = fix_file(&request, SAFE);
        prop_assert_eq!(fixed.is_some(), wrong < 4);
        if let Some(fixed) = fixed {
            let folder = folder(&fixed);
            prop_assert_eq!(run(&mut hpplint(&["-q", "x.json"], &folder)), outcome(0, "", ""));
        }
    }
}
