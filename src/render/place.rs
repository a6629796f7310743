//! The path of an input as tools for whole repositories expect it.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

/// The path of an input relative to `folder`, with `/` as separator; unchanged if it is not below `folder`, and a dot for
/// `folder` itself, since tools reject an empty path.
pub(super) fn path(name: &str, folder: &Path) -> String {
    let path = Path::new(name);
    let steps = path.strip_prefix(folder).unwrap_or(path).components();
    let path: PathBuf = steps.filter(|step| *step != Component::CurDir).collect();
    let path = path.to_string_lossy();
    if path.is_empty() { ".".to_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_where_they_can_be() {
        let path = |name| path(name, Path::new("/srv/shop"));
        assert_eq!(path("requests/a.json"), "requests/a.json");
        assert_eq!(path("./requests/./a.json"), "requests/a.json");
        assert_eq!(path("/srv/shop/requests/a.json"), "requests/a.json");
        assert_eq!(path("/elsewhere/a.json"), "/elsewhere/a.json");
        assert_eq!(path("../a.json"), "../a.json");
        assert_eq!(path("<stdin>"), "<stdin>");
        assert_eq!(path("."), ".");
        assert_eq!(path("/srv/shop"), ".");
    }
}
