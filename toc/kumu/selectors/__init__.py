"""Kumu's own query language: which elements, connections and loops a text picks."""
