"""The rules of who gets in: accounts, tokens, devices, attempts; and what the trail keeps."""
