#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Validates a JSON document: validate.py SCHEMA DOCUMENT

Knows the keywords that contrib/digest.schema.json uses (JSON Schema 2020-12), and
refuses all others: they would not be checked.
"""
import json
import re
import sys

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}
NOTES = {"$schema", "$defs", "title", "description"}


class Validator:
    def __init__(self, schema):
        self.root = schema
        self.faults = []

    def fault(self, path, text):
        self.faults.append(f"{path or '/'}: {text}")

    def resolve(self, ref):
        at = self.root
        for name in ref.removeprefix("#/").split("/"):
            at = at[name]
        return at

    def check(self, value, schema, path=""):
        """Collects faults. Returns the names of the members that the schema knows."""
        known = set()
        for keyword, arg in schema.items():
            if keyword in NOTES or keyword in ("additionalProperties", "unevaluatedProperties"):
                continue
            method = getattr(self, "check_" + keyword.replace("$", ""), None)
            if not method:
                raise SystemExit(f"validate.py: no keyword {keyword}")
            known |= method(value, arg, path) or set()
        for keyword in ("additionalProperties", "unevaluatedProperties"):
            assert schema.get(keyword, False) is False
            if keyword in schema and isinstance(value, dict):
                for name in value.keys() - known:
                    self.fault(path, f"member {name} is not known")
        return known

    def check_ref(self, value, arg, path):
        return self.check(value, self.resolve(arg), path)

    def check_type(self, value, arg, path):
        if arg == "integer":
            good = isinstance(value, int) and not isinstance(value, bool)
        else:
            good = isinstance(value, TYPES[arg])
        if not good:
            self.fault(path, f"is no {arg}")

    def check_const(self, value, arg, path):
        if value != arg or type(value) is not type(arg):
            self.fault(path, f"is not {arg}")

    def check_enum(self, value, arg, path):
        if value not in arg:
            self.fault(path, f"{value!r} is none of {arg}")

    def check_pattern(self, value, arg, path):
        if isinstance(value, str) and not re.search(arg, value):
            self.fault(path, f"{value!r} doesn't match {arg!r}")

    def check_minimum(self, value, arg, path):
        if isinstance(value, int) and value < arg:
            self.fault(path, f"{value} is less than {arg}")

    def check_required(self, value, arg, path):
        if isinstance(value, dict):
            for name in set(arg) - value.keys():
                self.fault(path, f"has no {name}")

    def check_properties(self, value, arg, path):
        if not isinstance(value, dict):
            return set()
        for name in arg.keys() & value.keys():
            self.check(value[name], arg[name], f"{path}/{name}")
        return set(arg)

    def check_oneOf(self, value, arg, path):
        fits = 0
        for schema in arg:
            faults = len(self.faults)
            self.check(value, schema, path)
            fits += len(self.faults) == faults
            del self.faults[faults:]
        if fits != 1:
            self.fault(path, f"fits {fits} of the schemas of oneOf, not 1")

    def check_items(self, value, arg, path):
        if isinstance(value, list):
            for i, item in enumerate(value):
                self.check(item, arg, f"{path}/{i}")


def unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice")
    return members


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        validator = Validator(json.load(f))
    with open(sys.argv[2], encoding="utf-8", errors="strict") as f:
        document = json.load(f, object_pairs_hook=unique)
    validator.check(document, validator.root)
    for fault in validator.faults[:20]:
        print(fault)
    return 1 if validator.faults else 0


if __name__ == "__main__":
    sys.exit(main())
