"""Forms of the door."""

from wtforms import EmailField, PasswordField, RadioField

from portal.web.forms import AtMost, Filled, PortalForm


class SignInForm(PortalForm):
    """E-mail and password."""

    email = EmailField(
        "Email address", [Filled("Enter your email address."), AtMost(254, "The email address")]
    )
    password = PasswordField(
        "Password", [Filled("Enter your password."), AtMost(1000, "The password")]
    )


class HatForm(PortalForm):
    """Which of your roles you act under."""

    hat = RadioField("Which of your roles do you act under?", coerce=int)


class WelcomeForm(PortalForm):
    """A password of one's own."""

    password = PasswordField(
        "Choose a password", [Filled("Choose a password."), AtMost(1000, "The password")]
    )


class ForgottenForm(PortalForm):
    """Where a link to a new password goes."""

    email = EmailField(
        "Email address", [Filled("Enter your email address."), AtMost(254, "The email address")]
    )
