//! `asklog set`: the other facts.

use super::filters::key_value;
use super::open;
use super::{Exit, Globals, Outcome, change, find, when};
use crate::calendar::{Direction, Now};
use crate::error::{Error, Result};
use crate::insight::Insight;
use crate::journal::{Edit, KEYS, TO_KEYS};
use crate::labels::{Value, text};
use crate::text::near::nearest;
use crate::yaml::Node;

#[derive(clap::Args)]
pub(super) struct Args {
    /// An id, a path, a part of an id, or a name.
    id: String,
    /// A key and its value; nothing after `=` takes the key away. Lists are written a,b.
    #[arg(required = true, value_name = "KEY=VALUE")]
    pairs: Vec<String>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let pairs: Vec<(String, String)> =
        args.pairs.iter().map(|pair| key_value(pair, "set", text!("no-equals.help"))).collect::<Result<_>>()?;
    let request = find::request_as_read(&open, &insight, &args.id)?;
    let mut edits = Vec::new();
    for (key, value) in &pairs {
        refuse_slips(key, &open.journal.settings.fields, request.document.root().get(key).is_some())?;
        let is_mapping = request.document.root().get(key).is_some_and(|node| !node.entries().is_empty());
        if is_mapping {
            let help = if key == "to" { text!("set.to-name", value = value) } else { text!("set.by-hand.help") };
            return Err(Error::new(text!("set.mapping", key = key)).help(help));
        }
        edits.push(edit(key, value, open.journal.now)?);
    }
    let written = change::change(&open, request.path(), &edits)?;
    if written == crate::disk::Written::Same {
        open.say(&text!("set.same", id = request.id));
        return Ok(Exit::Done);
    }
    for (key, value) in &pairs {
        let old = at(request.document.root(), key).map(|node| node.to_json()).filter(|old| !old.is_null());
        let old = old.map_or_else(|| "–".to_owned(), |old| old.as_str().map_or_else(|| old.to_string(), ToOwned::to_owned));
        open.say(&text!("set.done", id = request.id, key = key, old = old, new = if value.is_empty() { "–" } else { value }));
    }
    Ok(Exit::Done)
}

/// The value of a key, of `to.name` where a name is all of `to` too.
fn at<'a>(root: &'a Node, key: &str) -> Option<&'a Node> {
    match key.split_once('.') {
        Some((outer, inner)) if root.get(key).is_none() => {
            let outer = root.get(outer)?;
            if inner == "name" && outer.entries().is_empty() { Some(outer) } else { outer.get(inner) }
        }
        _ => root.get(key),
    }
}

/// A key that is nearly a known one is a slip, unless the file or the settings have it.
fn refuse_slips(key: &str, own: &[String], is_there: bool) -> Result<()> {
    let known = |key: &str| key.strip_prefix("to.").map_or_else(|| KEYS.contains(&key), |inner| TO_KEYS.contains(&inner));
    if known(key) || is_there || own.iter().any(|own| own == key) {
        return Ok(());
    }
    if key.contains(char::is_whitespace) || key.contains(':') || (key.contains('.') && !key.starts_with("to.")) {
        return Err(Error::new(text!("set.no-key", key = key)));
    }
    match nearest(key, KEYS.iter().copied()) {
        Some(near) => Err(Error::new(text!("set.no-key", key = key)).help(text!("did-you-mean", word = near))),
        None if key.starts_with("to.") => {
            Err(Error::new(text!("set.no-key", key = key)).help(text!("unknown-value.help"; words => Value::list(TO_KEYS))))
        }
        None => Ok(()),
    }
}

/// The edit that sets a key to a value, or takes it away where the value is empty.
///
/// # Errors
/// When the value is none of the key's, or the key is one that only a hand can write.
pub(super) fn edit(key: &str, value: &str, now: Now) -> Result<Edit> {
    let key_name = key.to_owned();
    if value.is_empty() {
        return Ok(Edit::Remove(key_name));
    }
    Ok(match key {
        "tags" | "outcome" => Edit::SetList(
            key_name,
            value.split([',', '，', '、']).map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect(),
        ),
        "replied" if matches!(value, "yes" | "是") => Edit::Set(key_name, "yes".to_owned()),
        "noticed" | "sent" | "replied" | "closed" => Edit::Set(key_name, when::read(value, now, Direction::Past)?.to_string()),
        "follow_up" | "deadline" => Edit::Set(key_name, when::read(value, now, Direction::Any)?.to_string()),
        "allow" => {
            return Err(Error::new(text!("set.by-hand", key = key)).help(text!("set.by-hand.help")));
        }
        _ => Edit::Set(key_name, value.to_owned()),
    })
}
