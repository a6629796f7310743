//! The report is XML, and its counts are right (contract §9).

use super::{expect, run};

#[test]
fn every_request_is_a_test_case() {
    expect("junit", |case, output| {
        let document = roxmltree::Document::parse(output).unwrap();
        let root = document.root_element();
        let count = |name: &str| root.descendants().filter(|node| node.has_tag_name(name)).count();
        let envelopes = run(case, &["--json"]).1;
        let unread = count("error");
        assert_eq!(count("testcase") - unread, envelopes.lines().count());
        let refused = envelopes.lines().filter(|line| !line.contains(r#""errors":[]"#)).count();
        assert_eq!(count("failure"), refused);
        assert_eq!(unread > 0, case.status == 2);
        let says = |name: &str| root.attribute(name).unwrap().parse::<usize>().unwrap();
        assert_eq!([says("tests"), says("failures"), says("errors")], [count("testcase"), refused, unread]);
        // Every finding is in the text, in full.
        let text: String =
            root.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect();
        for finding in super::findings(case) {
            assert!(text.contains(&finding), "{finding}\n{text}");
        }
    });
}
