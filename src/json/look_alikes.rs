//! Characters that look like punctuation or white space of JSON, or like nothing.

use super::syntax::LookAlike;

/// What a text begins with, if that looks like something else.
pub(super) fn look_alike(text: &str) -> Option<&'static LookAlike> {
    LOOK_ALIKES.iter().find(|look_alike| text.starts_with(look_alike.text))
}

const fn like(text: &'static str, name: &'static str, write: &'static str) -> LookAlike {
    LookAlike { text, name, write }
}

static LOOK_ALIKES: [LookAlike; 55] = [
    like("“", "a curly quote “", "\""),
    like("”", "a curly quote ”", "\""),
    like("„", "a low quote „", "\""),
    like("‟", "a curly quote ‟", "\""),
    like("‘", "a curly quote ‘", "\""),
    like("’", "a curly quote ’", "\""),
    like("‚", "a low quote ‚", "\""),
    like("‛", "a curly quote ‛", "\""),
    like("«", "a quote «", "\""),
    like("»", "a quote »", "\""),
    like("″", "a double prime ″", "\""),
    like("′", "a prime ′", "\""),
    like("＂", "a fullwidth quote ＂", "\""),
    like("\\\"", "a backslash before a quote", "\""),
    like("&quot;", "a quote as HTML", "\""),
    like("&#34;", "a quote as HTML", "\""),
    like("：", "a fullwidth colon ：", ":"),
    like("，", "a fullwidth comma ，", ","),
    like("、", "an ideographic comma 、", ","),
    like("،", "an Arabic comma ،", ","),
    like("；", "a fullwidth semicolon ；", ","),
    like("｛", "a fullwidth brace ｛", "{"),
    like("｝", "a fullwidth brace ｝", "}"),
    like("［", "a fullwidth bracket ［", "["),
    like("］", "a fullwidth bracket ］", "]"),
    like("−", "a minus sign −", "-"),
    like("–", "a dash –", "-"),
    like("—", "a dash —", "-"),
    like("\u{a0}", "a no-break space", " "),
    like("\u{202f}", "a narrow no-break space", " "),
    like("\u{2002}", "an en space", " "),
    like("\u{2003}", "an em space", " "),
    like("\u{2007}", "a figure space", " "),
    like("\u{2008}", "a punctuation space", " "),
    like("\u{2009}", "a thin space", " "),
    like("\u{200a}", "a hair space", " "),
    like("\u{205f}", "a mathematical space", " "),
    like("\u{3000}", "an ideographic space", " "),
    like("\u{b}", "a vertical tab", " "),
    like("\u{c}", "a form feed", " "),
    like("\u{85}", "a next-line character", " "),
    like("\u{2028}", "a line separator", " "),
    like("\u{2029}", "a paragraph separator", " "),
    like("\u{200b}", "a zero-width space", ""),
    like("\u{200c}", "a zero-width non-joiner", ""),
    like("\u{200d}", "a zero-width joiner", ""),
    like("\u{2060}", "a word joiner", ""),
    like("\u{ad}", "a soft hyphen", ""),
    like("\u{180e}", "a Mongolian vowel separator", ""),
    like("\u{200e}", "a left-to-right mark", ""),
    like("\u{200f}", "a right-to-left mark", ""),
    like("\u{202a}", "a left-to-right embedding", ""),
    like("\u{202c}", "the end of an embedding", ""),
    like("\u{202d}", "a left-to-right override", ""),
    like("\u{202e}", "a right-to-left override", ""),
];
