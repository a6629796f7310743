//! Where `hpplint.toml` is looked for, and which files it may name; absolute paths; `--show-settings` prints a file that
//! sets the same (contract §9).

use hpplint::rules::RULES;

use crate::support::{REQUEST, WRONG_AMOUNT, folder, hpplint, run, with};

/// The file that `--show-settings` names when it is run in a folder.
fn found(folder: &std::path::Path) -> String {
    let shown = run(hpplint(&["--show-settings"]).current_dir(folder)).stdout;
    shown.lines().next().unwrap().strip_prefix("# ").unwrap().to_owned()
}

#[test]
fn the_file_is_looked_for_up_to_the_repository_s_root() {
    let none = "no hpplint.toml from this folder up to the repository's root";
    for git in ["repo/.git/HEAD", "repo/.git"] {
        let above = folder([("hpplint.toml", ""), (git, "gitdir: elsewhere"), ("repo/a/b/x.json", "")]);
        let at = |path: &str| above.path().join(path);
        assert_eq!(found(&at("repo/a/b")), none, "not above the root");
        std::fs::write(at("repo/hpplint.toml"), "").unwrap();
        assert_eq!(found(&at("repo/a/b")), "../../hpplint.toml");
        std::fs::write(at("repo/a/hpplint.toml"), "").unwrap();
        assert_eq!(found(&at("repo/a/b")), "../hpplint.toml", "the nearest one");
        assert_eq!(found(&at("repo")), "hpplint.toml");
    }
    let no_repository = folder([("hpplint.toml", ""), ("a/x.json", "")]);
    assert_eq!(found(&no_repository.path().join("a")), none, "only the current folder");
    assert_eq!(found(no_repository.path()), "hpplint.toml");
}

/// As a pipe it would be waited for, and a device would be read without end.
#[cfg(unix)]
#[test]
fn a_file_that_is_found_is_a_regular_file() {
    let reason = "hpplint: hpplint.toml: is not a regular file\n";
    let shop = folder([("ok.json", REQUEST)]);
    let settings = shop.path().join("hpplint.toml");
    let refused = || run(hpplint(&["ok.json"]).current_dir(&shop).timeout(super::lists::PATIENCE));
    super::lists::make_fifo(&settings);
    assert_eq!((refused().status, &*refused().stderr), (2, reason));
    std::fs::remove_file(&settings).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &settings).unwrap();
    assert_eq!((refused().status, &*refused().stderr), (2, reason));
}

/// `/dev/stdin` would swallow the requests.
#[cfg(unix)]
#[test]
fn the_file_names_no_pipe_and_no_device() {
    let shop = folder([]);
    super::lists::make_fifo(&shop.path().join("pipe"));
    std::os::unix::fs::symlink("/dev/zero", shop.path().join("zeros")).unwrap();
    for list in ["/dev/stdin", "pipe", "zeros", "."] {
        for key in ["known-orders", "known-users"] {
            std::fs::write(shop.path().join("hpplint.toml"), format!("# lists\n{key} = \"{list}\"\n"))
                .unwrap();
            let mut command = hpplint(&["-q", "--json"]);
            command.current_dir(&shop).write_stdin(REQUEST).timeout(super::lists::PATIENCE);
            let outcome = run(&mut command);
            let column = key.len() + 4;
            let start = format!("hpplint: hpplint.toml:2:{column}: {key}: {list}: is not a regular file");
            assert!(outcome.status == 2 && outcome.stdout.is_empty(), "{outcome:?}");
            assert!(outcome.stderr.starts_with(&start), "{start}\n{outcome:?}");
        }
    }
}

#[test]
fn the_file_holds_wherever_the_paths_are_relative_to() {
    let wrong = with(REQUEST, WRONG_AMOUNT);
    let project = folder([
        (".git/HEAD", ""),
        ("hpplint.toml", include_str!("../cmd/settings/project/hpplint.toml")),
        ("facts/orders.txt", ""),
        ("facts/users.txt", ""),
        ("shop/requests/1.json", &wrong),
    ]);
    let shop = project.path().join("shop").canonicalize().unwrap();
    let stdout = |path: &str| run(hpplint(&[path]).current_dir(&shop)).stdout;
    let (relative, path) = (stdout("requests"), shop.join("requests"));
    assert!(relative.starts_with("requests/1.json:1:11: warning["), "{relative}");
    let path = path.to_str().unwrap();
    assert_eq!(stdout(path), relative.replacen("requests", path, 1));
}

#[test]
fn what_is_shown_is_a_file_that_sets_the_same() {
    let settings = |shown: &str| {
        let lines = shown.lines().map(|line| line.rsplit_once('#').map_or(line, |(setting, _)| setting));
        lines.map(str::trim).collect::<Vec<_>>().join("\n")
    };
    let all = include_str!("../cmd/settings/project/hpplint.toml");
    let project = folder([(".git/HEAD", ""), ("hpplint.toml", all), ("shop/again.toml", "")]);
    let shop = project.path().join("shop");
    let print = |args: &[&str]| run(hpplint(&["--show-settings"]).args(args).current_dir(&shop)).stdout;
    let shown = print(&[]);
    let (_, levels) = shown.split_once("[rules]\n").unwrap();
    assert_eq!(levels.lines().count(), RULES.len());
    std::fs::write(shop.join("again.toml"), &shown).unwrap();
    assert_eq!(settings(&print(&["--config", "again.toml"])), settings(&shown));
    assert_ne!(settings(&print(&["--isolated"])), settings(&shown));
}

/// Braces are no alternatives there, and spaces at the end are removed.
#[test]
fn what_is_excluded_is_what_git_would_ignore() {
    let project = folder([
        ("hpplint.toml", "exclude = [\"{a,b}.json\", \"c.json  \"]"),
        ("a.json", REQUEST),
        ("b.json", REQUEST),
        ("c.json", REQUEST),
        ("{a,b}.json", REQUEST),
    ]);
    let outcome = run(hpplint(&["."]).current_dir(&project));
    let expected =
        "2 requests checked, 0 with errors: 0 errors, 0 warnings\nhpplint.toml leaves out 2 files\n";
    assert_eq!((outcome.status, &*outcome.stderr), (0, expected));
}
