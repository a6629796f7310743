//! `--fix` follows no link out of the folders that were named (contract §10).

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use tempfile::TempDir;

use super::{folder, hpplint, outcome, read, run, safe, safe_fixed};

/// A folder with the folders `named`, which has a file `x.json`, and `other`, in which every file needs a fix.
fn folders() -> TempDir {
    let root = TempDir::new().unwrap();
    for name in ["named/x.json", "other/x.json", "other/y.json"] {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, safe()).unwrap();
    }
    root
}

/// The names of the files that are fixed.
fn fixed(root: &Path) -> Vec<&'static str> {
    let names = ["named/x.json", "other/x.json", "other/y.json"].into_iter();
    names.filter(|name| fs::read_to_string(root.join(name)).unwrap() == safe_fixed()).collect()
}

#[test]
fn both_names_of_a_hard_link_are_fixed() {
    let root = folders();
    let [first, second] = ["named/x.json", "named/hard.json"].map(|name| root.path().join(name));
    fs::hard_link(&first, &second).unwrap();
    let result = run(&mut hpplint(&["--fix", "--order-ids=off", "named"], &root));
    assert_eq!(
        (result.0, [first, second].map(|path| fs::read_to_string(path).unwrap())),
        (Some(0), [safe_fixed(), safe_fixed()])
    );
}

#[test]
fn a_link_out_of_the_named_folders_is_not_followed() {
    for (link, target) in [("named/link.json", "../other/x.json"), ("named/link", "../other")] {
        let root = folders();
        symlink(target, root.path().join(link)).unwrap();
        let arguments = ["--fix", "--order-ids=off", "--format=concise", "named"];
        let (status, stdout, stderr) = run(&mut hpplint(&arguments, &root));
        assert_eq!((status, fixed(root.path())), (Some(2), vec!["named/x.json"]));
        let reason = "not fixed: a link leads to it, out of the folders that were named";
        for line in stdout.lines() {
            let name = line.split_once(".json:").unwrap().0;
            assert!(stderr.contains(&format!("hpplint: {name}.json: {reason}\n")), "{stderr}");
        }
        assert_eq!(stdout.lines().count(), stderr.matches("hpplint: ").count(), "{stderr}");
        assert!(!stdout.is_empty());
    }
}

#[test]
fn other_links_are_followed() {
    for (link, target, arguments) in [
        ("named/link.json", "x.json", &["named"][..]),
        ("named/link.json", "../other/x.json", &["other/x.json", "named"]),
        ("named/link.json", "../other/x.json", &["named/link.json", "named/x.json"]),
        ("named/link", "../other", &["named/link", "named/x.json"]),
        ("named/link", "../other", &["named", "other"]),
    ] {
        let root = folders();
        symlink(target, root.path().join(link)).unwrap();
        let (status, stdout, stderr) =
            run(hpplint(&["--fix", "-q", "--order-ids=off"], &root).args(arguments));
        assert_eq!((status, &*stdout, &*stderr), (Some(0), "", ""), "{link} {arguments:?}");
        assert!(fixed(root.path()).contains(&"named/x.json"), "{link} {arguments:?}");
        assert!(arguments.len() == 1 || fixed(root.path()).contains(&"other/x.json"), "{link} {arguments:?}");
    }
}

#[test]
fn a_file_behind_a_link_that_needs_no_fix_is_no_failure() {
    let (folder, other) = (folder(safe()), folder(safe_fixed()));
    symlink(other.path().join("x.json"), folder.path().join("y.json")).unwrap();
    let arguments = ["--fix", "-q", "--order-ids=off", "."];
    assert_eq!(run(&mut hpplint(&arguments, &folder)), outcome(0, "", ""));
    assert_eq!(read(&folder), safe_fixed());
}
