//! A strict JSON parser (RFC 8259) that keeps everything the oracle needs: numbers as text, the order
//! and the duplicates of members, and the offset of each value.

/// A value and the offset of its first byte.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) at: usize,
    pub(crate) value: Value,
}

#[derive(Debug)]
pub(crate) enum Value {
    Null,
    Bool,
    Number(String),
    String(String),
    Array(Vec<Node>),
    Object(Vec<Member>),
}

/// A member of an object: the offset of its key, the decoded key, the value.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) at: usize,
    pub(crate) key: String,
    pub(crate) value: Node,
}

/// The one value that the text holds, or `None` where the text is not JSON.
pub(crate) fn parse(text: &str) -> Option<Node> {
    let mut parser = Parser { text, at: 0 };
    let node = parser.node()?;
    parser.space();
    parser.rest().is_empty().then_some(node)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest().chars().next()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Skips `token` if it comes next.
    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn space(&mut self) {
        while [" ", "\t", "\n", "\r"].iter().any(|blank| self.take(blank)) {}
    }

    fn node(&mut self) -> Option<Node> {
        self.space();
        let at = self.at;
        let value = match self.rest().chars().next()? {
            '{' => Value::Object(self.sequence("{", "}", Self::member)?),
            '[' => Value::Array(self.sequence("[", "]", Self::node)?),
            '"' => Value::String(self.string()?),
            '-' | '0'..='9' => Value::Number(self.number()?),
            _ if self.take("null") => Value::Null,
            _ if self.take("true") || self.take("false") => Value::Bool,
            _ => return None,
        };
        Some(Node { at, value })
    }

    fn member(&mut self) -> Option<Member> {
        self.space();
        let at = self.at;
        let key = self.string()?;
        self.space();
        if !self.take(":") {
            return None;
        }
        let value = self.node()?;
        Some(Member { at, key, value })
    }

    /// `open`, then nothing or parts with commas between them, then `close`.
    fn sequence<T>(&mut self, open: &str, close: &str, part: fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut parts = Vec::new();
        self.take(open);
        self.space();
        if self.take(close) {
            return Some(parts);
        }
        loop {
            parts.push(part(self)?);
            self.space();
            if self.take(close) {
                return Some(parts);
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    fn number(&mut self) -> Option<String> {
        let start = self.at;
        self.take("-");
        if !self.take("0") {
            self.digits()?;
        }
        if self.take(".") {
            self.digits()?;
        }
        if self.take("e") || self.take("E") {
            let _sign = self.take("+") || self.take("-");
            self.digits()?;
        }
        Some(self.text[start..self.at].to_owned())
    }

    fn digits(&mut self) -> Option<()> {
        let rest = self.rest();
        let others = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        self.at += rest.len() - others.len();
        (others.len() < rest.len()).then_some(())
    }

    /// Collected as UTF-16, because that is what `\u` escapes are written in.
    fn string(&mut self) -> Option<String> {
        let mut units = Vec::new();
        if !self.take("\"") {
            return None;
        }
        loop {
            let unit = match self.next()? {
                '"' => break,
                '\\' => self.escape()?,
                '\0'..='\x1f' => return None,
                other => {
                    units.extend_from_slice(other.encode_utf16(&mut [0; 2]));
                    continue;
                }
            };
            units.push(unit);
        }
        // The grammar allows a lone surrogate. It is not part of any name that is compared here.
        Some(String::from_utf16_lossy(&units))
    }

    fn escape(&mut self) -> Option<u16> {
        Some(match self.next()? {
            'b' => 0x08,
            't' => 0x09,
            'n' => 0x0a,
            'f' => 0x0c,
            'r' => 0x0d,
            plain @ ('"' | '\\' | '/') => plain as u16,
            'u' => {
                let mut unit = 0;
                for _ in 0..4 {
                    unit = unit * 16 + self.next()?.to_digit(16)?;
                }
                u16::try_from(unit).ok()?
            }
            _ => return None,
        })
    }
}
