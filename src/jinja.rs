//! minijinja, bounded: strict about undefined names, with fuel, an output limit, and nothing to reach
//! the outside. The one address of minijinja.

mod fault;
mod layers;
mod layouts;
mod listed;
mod tags;
mod words;

pub(crate) use fault::Fault;
pub(crate) use layouts::{Common, Layouts, PageFrame, Rendered};
pub(crate) use listed::{Listed, is_for_layout};
pub(crate) use tags::words_in_tags;

use std::collections::BTreeSet;
use std::io::Write;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use crate::labels::text;

/// Steps that one rendering may take.
const FUEL: u64 = 200_000;
/// An error names the value that a template asks for in vain: by itself minijinja does so in programs built for testing alone.
const NAMES_WHAT_IS_UNKNOWN: bool = true;
/// Bytes that one message may become.
const OUTPUT_LIMIT: usize = 256 * 1024;

fn message_environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_debug(NAMES_WHAT_IS_UNKNOWN);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    environment
}

/// The names that a message template uses and does not set itself.
///
/// # Errors
/// A syntax error, with its line.
pub(crate) fn variables(source: &str) -> Result<BTreeSet<String>, Fault> {
    Fault::check(source)?;
    let environment = message_environment();
    let template = environment.template_from_str(source).map_err(|error| Fault::within(&error, source))?;
    Ok(template.undeclared_variables(false).into_iter().filter(|name| environment.globals().all(|(global, _)| global != name)).collect())
}

/// A message template filled with values.
///
/// # Errors
/// A syntax error, an undefined name, too many steps or too much text, with its line.
pub(crate) fn fill(source: &str, values: impl Serialize) -> Result<String, Fault> {
    Fault::check(source)?;
    let environment = message_environment();
    let template = environment.template_from_str(source).map_err(|error| Fault::within(&error, source))?;
    let mut out = Bounded { bytes: Vec::new() };
    template.render_captured_to(Serde(values), &mut out).map_err(|error| Fault::of(&error))?;
    String::from_utf8(out.bytes).map_err(|_| Fault { line: 0, cause: text!("cause.data") })
}

/// Refuses to grow past the output limit.
struct Bounded {
    bytes: Vec<u8>,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > OUTPUT_LIMIT {
            return Err(std::io::Error::other(format!("more than {OUTPUT_LIMIT} bytes of text")));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_strict_and_bounded() {
        assert_eq!(
            fill("Hi {{ name }}", [("name", "林")].into_iter().collect::<std::collections::BTreeMap<_, _>>()).as_deref(),
            Ok("Hi 林")
        );
        assert_eq!(fill("a\n{{ missing }}", ()).map_err(|fault| fault.line), Err(2));
        assert!(fill("{% for i in range(100000) %}{% for j in range(100000) %}x{% endfor %}{% endfor %}", ()).is_err());
        assert!(fill("{% include \"/etc/passwd\" %}", ()).is_err());
        assert!(variables("{{ a").is_err());
        for (open, line) in [
            ("{%}\n", 1),
            ("a\n{#}", 2),
            ("a\n{% if b %}\nc\n\nd\n", 2),
            ("{% if a %}\n{% for b in a %}\n{% endfor %}\nc\n", 1),
            ("a\n{{ b\n\n", 2),
        ] {
            assert_eq!(variables(open).map_err(|fault| fault.line), Err(line), "{open}");
        }
        // Each of these would end the stack.
        for chain in [
            "v".to_owned() + &".a".repeat(50_000),
            "-".repeat(50_000) + "1",
            "not ".repeat(50_000) + "1",
            "1".to_owned() + &"|string".repeat(50_000),
        ] {
            assert_eq!(variables(&format!("a\n{{{{ {chain} }}}}")).map_err(|fault| fault.line), Err(2));
        }
        for chain in ["v".to_owned() + &".a".repeat(490), "-".repeat(990) + "1", "2".to_owned() + &"**2".repeat(320)] {
            let _ = variables(&format!("{{{{ {chain} }}}}"));
        }
        let branches = format!("{{% if a %}}{}{{% endif %}}", "{% elif b %}".repeat(50_000));
        assert_eq!(variables(&branches).map_err(|fault| fault.line), Err(1));
        assert_eq!(variables(&format!("{{# {} #}}{{{{ a }}}}", "-".repeat(5_000))).map(|names| names.len()), Ok(1));
        assert_eq!(variables("{{ a }}{% if b %}{{ range(3) }}{% endif %}").map(|names| names.len()), Ok(2));
    }
}
