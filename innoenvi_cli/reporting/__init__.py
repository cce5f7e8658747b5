"""Result objects become text, JSON, or what GitHub, GitLab, JUnit and SARIF readers expect."""
