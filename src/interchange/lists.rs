//! A list in one cell: items with a comma between them, an item that holds one in double quotes.

/// The items as one cell; [`items`] takes it apart again.
pub(crate) fn joined(items: &[String]) -> String {
    let item = |item: &String| {
        let is_plain = !item.is_empty() && item.trim() == item && !item.contains([',', '"', '\n', '，', '、', ';', '；']);
        if is_plain { item.clone() } else { serde_json::Value::String(item.clone()).to_string() }
    };
    items.iter().map(item).collect::<Vec<_>>().join(", ")
}

/// The items of a cell: between commas or semicolons of any width, or in double quotes.
pub(crate) fn items(cell: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = cell.trim_start();
    while !rest.is_empty() {
        let mut quoted = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        if rest.starts_with('"')
            && let Some(Ok(item)) = quoted.next()
        {
            rest = rest[quoted.byte_offset()..].trim_start();
            items.push(item);
        } else {
            let end = rest.find([',', '，', '、', ';', '；', '\n']).unwrap_or(rest.len());
            let item = rest[..end].trim();
            if !item.is_empty() {
                items.push(item.to_owned());
            }
            rest = &rest[end..];
        }
        rest = rest.trim_start_matches([',', '，', '、', ';', '；', '\n']).trim_start();
    }
    items
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_write_lists_in_many_ways() {
        for (cell, read) in [
            ("ga4, 轉職", vec!["ga4", "轉職"]),
            ("ga4、轉職；行銷", vec!["ga4", "轉職", "行銷"]),
            ("\"a, b\", c", vec!["a, b", "c"]),
            ("\"open", vec!["\"open"]),
            (" , ", vec![]),
        ] {
            assert_eq!(items(cell), read, "{cell}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn a_list_comes_back(list in prop::collection::vec("[a-c,、\"' \n林]{0,5}", 0..5)) {
            prop_assert_eq!(items(&joined(&list)), list);
        }

        #[test]
        fn any_cell_is_read(cell in ".{0,40}") {
            items(&cell);
        }
    }
}
