"""What the site showed: visits, and nothing about what they mean."""
