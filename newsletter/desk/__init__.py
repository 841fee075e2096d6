"""What the bulletin and its subscribers add to the editors' desk."""
