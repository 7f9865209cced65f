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
