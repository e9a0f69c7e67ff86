"""What a change changes: both versions of its files, the definitions that differ, whether calls still fit, new import cycles."""
